import { expect, test } from 'vitest';
import { compared, leave, provisioned, provisionedOn } from './provisioned.js';
import { oneLine } from './run-program.js';
import { openStage, type Stage, unattended } from './stage.js';

/** Makes a group in authentik and gives its key. */
async function addGroup(stage: Stage, fields: object): Promise<string> {
  return String(Object(await stage.call('POST', '/core/groups/', fields)).pk);
}

const idAtAws = ({ instance }: Stage, userName: string) =>
  instance.directory.users.find('userName', userName)?.userId ?? '';

test('a new group with the old name of another changes nobody in the group that SCIM made', async () => {
  const { stage, people } = await provisioned('2025.10.4');
  const before = people.atAws().groups['aws-users'];
  await stage.call('PATCH', `/core/groups/${await people.groupPk('aws-users')}/`, {
    name: 'later',
  });
  await addGroup(stage, { name: 'aws-users' });
  await stage.authentik.settled();
  stage.writes();
  for (let run = 0; run < 2; run += 1) {
    const { code, stderr } = await stage.run(['reconcile', '--yes']);
    expect(code, stderr).toBe(0);
    expect(oneLine(stderr)).toContain('is that of another group of authentik, now called "later"');
  }
  expect(stage.writes()).toEqual([]);
  expect(people.atAws().groups['aws-users']).toEqual(before);
});

test('whoever takes the address of another in other capitals gets nothing of his', async () => {
  const { stage, people } = await provisioned('2025.10.4');
  await stage.call('PATCH', `/core/users/${await people.userPk('akadmin')}/`, {
    email: 'admin@example.com',
  });
  await people.addUser('mallory', { email: 'Admin@example.com' }, ['aws-users']);
  await stage.authentik.settled();
  stage.instance.directory.removeUser(idAtAws(stage, 'Admin@example.com'));
  const { differences } = await compared(stage);
  expect(differences).toMatchObject({ renames: [], users: [], additions: [], removals: [] });
  expect(differences.leftAlone.some(({ text }) => text.includes('mallory'))).toBe(true);
});

test('of two groups with the name of the filter group the one of the provider counts', async () => {
  const { stage, people } = await provisioned('2023.10.7');
  const namesake = await addGroup(stage, { name: 'aws-users' });
  const dora = await people.addUser('dora');
  await stage.call('POST', `/core/groups/${namesake}/add_user/`, { pk: dora });
  await stage.authentik.settled();
  stage.writes();
  const { differences } = await compared(stage);
  expect(differences).toMatchObject({ removals: [], users: [], additions: [] });
  expect(differences.leftAlone.map(({ text }) => text).join()).not.toContain('dora@example.com');
});

test('a group that shares its name is refused where it is named', async () => {
  const stage = await openStage({ authentik: { release: '2024.2.2' } });
  await addGroup(stage, { name: 'aws-users' });
  stage.writes();
  const { code, stderr } = await stage.run([...unattended, '--group', 'aws-users']);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('authentik has 2 groups called "aws-users"');
  expect(stage.writes()).toEqual([]);
});

test.each([
  [false, ['erin@example.com']],
  [true, []],
])(
  'members of groups below the bound one are covered as it is (turned round: %s)',
  async (negate, made) => {
    const { stage, people } = await provisioned('2026.2.2');
    const aws = await people.groupPk('aws-users');
    const below = await addGroup(stage, { name: 'below', parents: [aws] });
    if (negate) {
      const target = String((await stage.list('/policies/bindings/'))[0]?.target);
      await stage.call('POST', '/policies/bindings/', { target, group: below, negate, order: 5 });
      await stage.call('PATCH', '/core/applications/aws/', { policy_engine_mode: 'all' });
    }
    await people.addUser('erin', {}, ['below']);
    await stage.authentik.settled();
    stage.instance.directory.removeUser(idAtAws(stage, 'erin@example.com'));
    const { differences } = await compared(stage);
    expect(differences.users.map(({ userName }) => userName)).toEqual(made);
  },
);

test('who joins a group while the directories are read is not taken out of it', async () => {
  let joins = async () => {};
  const stage = await openStage({
    authentik: {
      release: '2025.4.4',
      afterwards: async ({ url, method }) => {
        if (method === 'GET' && new URL(url).pathname.endsWith('/core/groups/')) await joins();
      },
    },
  });
  const whole = await provisionedOn(stage);
  await leave(whole, 'carol');
  const dora = await whole.people.addUser('dora');
  await stage.authentik.settled();
  const { directory } = stage.instance;
  const groupId = directory.groups.find('displayName', 'aws-users')?.groupId ?? '';
  directory.addUser({
    ...{ userName: 'dora@example.com', displayName: 'Dora', createdBy: 'SCIM' },
    name: { givenName: 'Dora', familyName: 'Example' },
  });
  const group = await whole.people.groupPk('aws-users');
  // authentik's list was read a moment ago, and the sync is quick.
  joins = async () => {
    joins = async () => {};
    await stage.call('POST', `/core/groups/${group}/add_user/`, { pk: dora });
    directory.addMembership(groupId, idAtAws(stage, 'dora@example.com'), 'SCIM');
  };
  const { differences } = await compared(stage);
  expect(differences.removals.map(({ userName }) => userName)).toEqual(['carol@example.com']);
});

test('an answer without the uid of a user ends it before anything', async () => {
  const whole = await provisioned('2025.4.4');
  const { stage } = whole;
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
        const results = json.results.map(({ uid: _, ...user }: { uid?: string }) => user);
        return Response.json({ ...json, results });
      },
    },
  });
  const ran = await stage.run(['reconcile', '--yes'], {
    env: { AUTHENTIK_URL: bare.authentik.url, AUTHENTIK_AWS_STATE: bare.statePath },
  });
  expect(ran.code).toBe(1);
  expect(oneLine(ran.stderr)).toContain('authentik does not tell the uid of');
});

test('a group that SCIM made and authentik deleted without a sync is named with its members', async () => {
  const { stage } = await provisioned('2025.4.4');
  const { directory } = stage.instance;
  const old = directory.addGroup({
    displayName: 'old-admins',
    externalIds: [
      { issuer: 'https://scim.aws.com/old', id: '00000000-0000-4000-8000-000000000001' },
    ],
    createdBy: 'SCIM',
  });
  directory.addMembership(old.groupId, idAtAws(stage, 'carol@example.com'), 'SCIM');
  const { differences } = await compared(stage);
  expect(differences.leftAlone.map(({ text }) => text)).toEqual([
    'the group "old-admins" in AWS belongs to no group that authentik shows, and 1 member keeps what it gives: carol@example.com',
  ]);
});
