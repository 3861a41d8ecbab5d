import { expect, test } from 'vitest';
import { compared, leave, provisioned, provisionedOn } from './provisioned.js';
import { oneLine } from './run-program.js';
import { readError } from './seen-plan.js';
import { openStage } from './stage.js';

test('on a set-up that is in step there is nothing to do', async () => {
  const { stage } = await provisioned('2026.2.2');
  const { code, stdout } = await stage.run(['reconcile', '--yes']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing to do.\n' });
  expect(stage.writes()).toEqual([]);
});

test('a member whom the release never takes out is shown, and taken out with --yes alone', async () => {
  const whole = await provisioned('2025.4.4');
  const { stage, people } = whole;
  await leave(whole, 'carol');
  expect(people.atAws().groups['aws-users']).toContain('carol@example.com');

  const dry = await stage.run(['reconcile', '--exit-code']);
  expect(dry.code).toBe(2);
  expect(oneLine(dry.stdout)).toContain(
    'membership of carol@example.com in "aws-users" (who is no member in authentik)',
  );
  expect(oneLine(dry.stdout)).toContain('1 person loses access: 1 membership to end');
  expect(dry.stderr).toContain('Nothing was changed. To do it, run the command with --yes.');
  expect(stage.writes()).toEqual([]);

  const done = await stage.run(['reconcile', '--yes']);
  expect(done.code, done.stderr).toBe(0);
  expect(people.atAws().groups['aws-users']).toEqual(['alice@example.com']);
  expect(stage.writes()).toEqual(['identitystore DeleteGroupMembership']);
  expect((await compared(stage)).differences).toMatchObject({ removals: [], additions: [] });
});

test('--dry-run stays dry with --yes, and --max-removals stops before anything', async () => {
  const whole = await provisioned('2025.10.4');
  const { stage } = whole;
  await leave(whole, 'carol');
  expect((await stage.run(['reconcile', '--yes', '--dry-run'])).code).toBe(0);
  const refused = await stage.run(['reconcile', '--yes', '--json', '--max-removals', '0']);
  expect(refused.code).toBe(1);
  expect(readError(refused.stdout).what).toBe(
    '1 membership would be ended, and --max-removals allows 0',
  );
  expect(stage.writes()).toEqual([]);
  expect((await stage.run(['reconcile', '--yes', '--max-removals', '1'])).code).toBe(0);
  expect(stage.writes()).toEqual(['identitystore DeleteGroupMembership']);
});

test('nobody whom authentik does not know is touched, in no group but its own', async () => {
  const { stage, people } = await provisioned('2025.4.4');
  people.addByHand('operator@example.com');
  const { directory } = stage.instance;
  const idOf = (name: string) => directory.users.find('userName', name)?.userId ?? '';
  const ours = directory.groups.find('displayName', 'aws-users')?.groupId ?? '';
  const theirs = directory.addGroup({ displayName: 'operators', createdBy: 'somebody' }).groupId;
  directory.addMembership(ours, idOf('operator@example.com'), 'somebody');
  directory.addMembership(theirs, idOf('carol@example.com'), 'somebody');

  const { differences } = await compared(stage);
  expect(differences).toMatchObject({ removals: [], additions: [], renames: [], users: [] });
  expect(differences.leftAlone.map(({ text }) => text)).toEqual([
    'operator@example.com: in the group "aws-users" in AWS, and no user of authentik',
  ]);
  const ran = await stage.run(['reconcile', '--yes']);
  expect(ran.code).toBe(0);
  expect(stage.writes()).toEqual([]);
});

test('a user deleted in AWS is made again with his memberships, where a sync then links him', async () => {
  const { stage, people } = await provisioned('2026.2.2');
  const { directory } = stage.instance;
  directory.removeUser(directory.users.find('userName', 'carol@example.com')?.userId ?? '');
  const ran = await stage.run(['reconcile', '--yes']);
  expect(ran.code, ran.stderr).toBe(0);
  expect(stage.writes()).toEqual([
    'identitystore CreateUser',
    'identitystore CreateGroupMembership',
  ]);
  expect(people.atAws().groups['aws-users']).toEqual(['alice@example.com', 'carol@example.com']);
  expect(directory.users.find('userName', 'carol@example.com')).toMatchObject({
    displayName: 'carol Example',
    name: { givenName: 'carol', familyName: 'Example' },
    emails: [{ value: 'carol@example.com', type: 'work', primary: true }],
  });
});

test('where the sync makes him anew it is left to the sync, which would stumble over him', async () => {
  const { stage } = await provisioned('2025.4.4');
  const { directory } = stage.instance;
  directory.removeUser(directory.users.find('userName', 'carol@example.com')?.userId ?? '');
  const { differences } = await compared(stage);
  expect(differences.users).toEqual([]);
  expect(differences.leftAlone[0]?.text).toMatch(/^carol@example.com is not in AWS; a sync/);
});

test('a user made by hand with other capitals gets the name that signs in', async () => {
  const whole = await provisioned('2025.10.4');
  const { stage, people } = whole;
  const { directory } = stage.instance;
  const carol = directory.users.find('userName', 'carol@example.com');
  directory.removeUser(carol?.userId ?? '');
  people.addByHand('Carol@Example.com');
  const { differences } = await compared(stage);
  expect(differences.renames).toMatchObject([
    { from: 'Carol@Example.com', to: 'carol@example.com' },
  ]);
  const ran = await stage.run(['reconcile', '--yes']);
  expect(ran.code, ran.stderr).toBe(0);
  expect(people.atAws().groups['aws-users']).toEqual(['alice@example.com', 'carol@example.com']);
});

test('a token that sees some users only takes nobody out of a group', async () => {
  const whole = await provisioned('2025.4.4');
  await leave(whole, 'carol');
  const { stage } = whole;
  const alice = await whole.people.userPk('alice');
  const bare = await openStage({
    authentik: {
      release: '2025.4.4',
      intercept: async (request) => {
        const { pathname, search } = new URL(request.url);
        const answer = await fetch(`${stage.authentik.url}${pathname}${search}`, {
          method: request.method,
          headers: { authorization: `Bearer ${stage.authentik.token}` },
        });
        const json = Object(await answer.json());
        if (!pathname.endsWith('/core/users/')) return Response.json(json);
        const results = json.results.filter(({ pk }: { pk: number }) => pk !== alice);
        return Response.json({ ...json, results });
      },
    },
  });
  const ran = await stage.run(['reconcile', '--yes'], {
    env: { AUTHENTIK_URL: bare.authentik.url, AUTHENTIK_AWS_STATE: bare.statePath },
  });
  expect(ran.code).toBe(1);
  expect(oneLine(ran.stderr)).toContain(
    'authentik does not show this token all members of "aws-users"',
  );
  expect(stage.aws.requests.some(({ operation }) => operation.startsWith('Delete'))).toBe(false);
});

test('without provisioning there is nothing to reconcile, and it says what to do', async () => {
  const stage = await openStage();
  const ran = await stage.run(['reconcile', '--yes']);
  expect(ran.code).toBe(1);
  expect(oneLine(ran.stderr)).toContain('Set provisioning up first: authentik-aws setup --scim');
});

test('an IAM action that is missing is named, what was done stays, and the next run goes on', async () => {
  const whole = await provisioned('2025.10.4');
  const { stage, people } = whole;
  await leave(whole, 'carol');
  const { directory } = stage.instance;
  directory.removeUser(directory.users.find('userName', 'alice@example.com')?.userId ?? '');
  stage.aws.world.deniedActions.add('identitystore:CreateUser');
  const refused = await stage.run(['reconcile', '--yes']);
  expect(refused.code).toBe(4);
  expect(oneLine(refused.stderr)).toContain('not allowed to call identitystore:CreateUser');
  expect(people.atAws().groups['aws-users']).toEqual([]);
  stage.aws.world.deniedActions.clear();
  expect((await stage.run(['reconcile', '--yes'])).code).toBe(0);
  expect(people.atAws().groups['aws-users']).toEqual(['alice@example.com']);
});

test('Ctrl-C between two changes saves what is done, and the next run goes on', async () => {
  let interrupt = () => {};
  const stage = await openStage({
    authentik: { release: '2025.4.4' },
    aws: {
      afterwards: async ({ operation }) => {
        if (operation === 'DeleteGroupMembership') interrupt();
      },
    },
  });
  const whole = await provisionedOn(stage);
  await leave(whole, 'carol');
  await leave(whole, 'alice');
  const onStart = (key: () => void) => {
    interrupt = key;
  };
  const stopped = await stage.run(['reconcile', '--yes'], { onStart });
  expect(stopped.code).toBe(130);
  expect(oneLine(stopped.stderr)).toContain('Go on with: authentik-aws reconcile');
  expect(stage.writes()).toEqual(['identitystore DeleteGroupMembership']);
  interrupt = () => {};
  expect((await stage.run(['reconcile', '--yes'])).code).toBe(0);
  expect(stage.writes()).toEqual(['identitystore DeleteGroupMembership']);
  expect(whole.people.atAws().groups['aws-users']).toEqual([]);
});
