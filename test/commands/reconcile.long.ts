import { expect, test } from 'vitest';
import { directoryOf } from '../procedure/scim-directory.js';
import { compared, leave } from './provisioned.js';
import { oneLine } from './run-program.js';
import { openStage, unattended } from './stage.js';

test('a group too large for any sync is made, marked and kept in step, whatever is remembered here', async () => {
  const stage = await openStage({ authentik: { release: '2025.10.4', syncRetryDelay: 1 } });
  const people = directoryOf(stage);
  for (let at = 0; at < 102; at += 1) await people.addUser(`user${at}`, {}, ['aws-users']);
  const setup = [...unattended, '--scim', '--group', 'aws-users'];
  const { code, stdout, stderr } = await stage.run(setup);
  expect(code, stderr).toBe(1);
  expect(oneLine(stdout)).toContain('1 group of authentik did not arrive in AWS');
  expect(stdout).toContain('authentik-aws reconcile');
  await stage.authentik.settled();
  expect(people.atAws().groups).not.toHaveProperty('aws-users');

  const ran = await stage.run(['reconcile', '--yes']);
  expect(ran.code, ran.stderr).toBe(0);
  expect(people.atAws().groups['aws-users']).toHaveLength(103);
  const now = await stage.run(['plan', '--group', 'aws-users', '--exit-code']);
  expect(now.code, now.stdout).toBe(0);
  const uuid = await people.groupPk('aws-users');
  const { directory } = stage.instance;
  expect(directory.groups.find('displayName', 'aws-users')?.description).toContain(uuid);

  await leave({ stage, people }, 'user7');
  const { differences } = await compared(stage);
  expect(differences.removals).toMatchObject([
    { group: 'aws-users', userName: 'user7@example.com', why: 'is no member in authentik' },
  ]);
  expect((await stage.run(['reconcile', '--yes'])).code).toBe(0);
  expect(people.atAws().groups['aws-users']).not.toContain('user7@example.com');

  // Another machine, and another name in authentik.
  await leave({ stage, people }, 'user8');
  await stage.call('PATCH', `/core/groups/${uuid}/`, { name: 'renamed' });
  await stage.authentik.settled();
  stage.writes();
  const fresh = ['--state', `${stage.folder}/fresh.json`];
  const again = await stage.run(['reconcile', '--yes', ...fresh]);
  expect(again.code, again.stderr).toBe(0);
  expect(stage.writes()).toEqual(['identitystore DeleteGroupMembership']);
  expect(people.atAws().groups['aws-users']).toHaveLength(101);
  expect(people.atAws().groups).not.toHaveProperty('renamed');
});
