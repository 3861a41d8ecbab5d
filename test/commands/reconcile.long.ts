import { expect, test } from 'vitest';
import { directoryOf } from '../procedure/scim-directory.js';
import { compared, leave } from './provisioned.js';
import { openStage, stateOf, unattended } from './stage.js';

test('a group too large for any sync is made, remembered and kept in step', async () => {
  const stage = await openStage({ authentik: { release: '2025.10.4', syncRetryDelay: 1 } });
  const people = directoryOf(stage);
  for (let at = 0; at < 100; at += 1) await people.addUser(`user${at}`, {}, ['aws-users']);
  const { code, stderr } = await stage.run([...unattended, '--scim', '--group', 'aws-users']);
  expect(code, stderr).toBe(0);
  await stage.authentik.settled();
  expect(people.atAws().groups).not.toHaveProperty('aws-users');

  const ran = await stage.run(['reconcile', '--yes']);
  expect(ran.code, ran.stderr).toBe(0);
  expect(people.atAws().groups['aws-users']).toHaveLength(101);
  const told = { reconcile: { value: { groups: ['aws-users'] } } };
  expect(stateOf(stage)).toMatchObject({ told });

  await leave({ stage, people }, 'user7');
  const { differences } = await compared(stage);
  expect(differences.removals).toMatchObject([
    { group: 'aws-users', userName: 'user7@example.com', why: 'is no member in authentik' },
  ]);
  expect((await stage.run(['reconcile', '--yes'])).code).toBe(0);
  expect(people.atAws().groups['aws-users']).not.toContain('user7@example.com');
});
