import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { finish } from '../procedure/answers.js';
import { oneLine, runProgram } from './run-program.js';
import { openStage, type Stage } from './stage.js';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});

function addToAws(userName: string, email = userName, enabled = true): void {
  stage.instance.directory.addUser({
    ...{ userName, displayName: userName, createdBy: 'test', enabled },
    name: { givenName: 'A', familyName: 'B' },
    emails: [{ value: email, primary: true }],
  });
}

const addPerson = (username: string, email: string, rest: object = {}) =>
  stage.call('POST', '/core/users/', { username, name: username, email, ...rest });

/** The application, with a group or a policy deciding about it. */
async function addApplication(fields: object = {}): Promise<string> {
  const made = await stage.call('POST', '/core/applications/', {
    ...{ name: 'AWS', slug: 'aws' },
    ...fields,
  });
  return z.object({ pk: z.string() }).parse(made).pk;
}

async function bindGroup(target: string, name = 'aws-users', rest: object = {}): Promise<void> {
  const [group] = await stage.list(`/core/groups/?name=${name}`);
  await stage.call('POST', '/policies/bindings/', { target, group: group?.pk, order: 0, ...rest });
}

const outcome = z.object({
  format: z.literal('authentik-aws/users'),
  version: z.literal(1),
  scope: z.object({ kind: z.string(), inWords: z.string() }),
  provisioning: z.object({ scim: z.boolean(), takesOver: z.boolean() }),
  remarks: z.array(z.string()),
  reasons: z.array(z.object({ reason: z.string(), people: z.number(), problems: z.number() })),
  people: z.array(
    z.object({
      ...{ reason: z.string(), problem: z.boolean(), detail: z.string().optional() },
      authentik: z.object({ username: z.string(), email: z.string() }).optional(),
      aws: z.object({ userName: z.string(), enabled: z.boolean() }).optional(),
    }),
  ),
});

async function asked(...flags: string[]) {
  const { code, stdout, stderr } = await stage.run(['users', '--json', ...flags]);
  expect(stderr).toBe('');
  return { code, ...outcome.parse(JSON.parse(stdout)) };
}

/** Each person as `name: reason`. */
async function reasonsOf(...flags: string[]): Promise<Record<string, string>> {
  const { people } = await asked(...flags);
  return Object.fromEntries(
    people.map(({ reason, authentik, aws }) => [authentik?.username ?? aws?.userName, reason]),
  );
}

test('before the application exists everyone is in scope, and nothing is written', async () => {
  const { code, stdout } = await stage.run(['users']);
  expect(code).toBe(0);
  expect(stdout).toContain('everyone, since the application does not exist yet');
  expect(stdout).toMatch(/✓ 1 {3}can sign in/);
  expect(oneLine(stdout)).toContain('no e-mail address (1) bob → Give them one:');
  expect(oneLine(stdout)).toContain('1 person can sign in, 2 problems.');
  expect(stage.writes()).toEqual([]);
});

test('both directories are held against each other, over many pages', async () => {
  for (let number = 0; number < 120; number += 1) {
    await addPerson(`p${number}`, `p${number}@example.com`);
    if (number !== 7) addToAws(`p${number}@example.com`);
  }
  addToAws('Alice@Example.com');
  const reasons = await reasonsOf();
  expect(reasons.alice).toBe('other-case');
  expect(reasons.p7).toBe('not-in-aws');
  expect(Object.values(reasons).filter((reason) => reason === 'can-sign-in')).toHaveLength(120);
});

describe('the scope', () => {
  test('is what the groups of the application say', async () => {
    addToAws('alice@example.com');
    await addPerson('dora', 'dora@example.com', { is_active: false });
    await bindGroup(await addApplication());
    const { scope, remarks, people } = await asked();
    expect(scope).toEqual({ kind: 'bindings', inWords: 'members of the group "aws-users"' });
    expect(remarks.join()).toContain('groups below');
    const byName = Object.fromEntries(
      people.map(({ authentik, reason, problem }) => [authentik?.username, [reason, problem]]),
    );
    expect(byName).toMatchObject({
      ...{ alice: ['can-sign-in', false], dora: ['outside-bindings', false] },
      ...{ bob: ['outside-bindings', false], akadmin: ['outside-bindings', true] },
    });
  });

  test('counts members of groups below, for better or worse', async () => {
    const target = await addApplication();
    await addPerson('dora', 'dora@example.com');
    const [aws] = await stage.list('/core/groups/?name=aws-users');
    const [dora] = await stage.list('/core/users/?username=dora');
    const below = { name: 'below', parents: [aws?.pk] };
    const { pk } = Object(await stage.call('POST', '/core/groups/', below));
    await stage.call('POST', `/core/groups/${pk}/add_user/`, { pk: dora?.pk });
    await bindGroup(target);
    expect(await reasonsOf()).toMatchObject({ dora: 'not-in-aws', akadmin: 'outside-bindings' });
    const [binding] = await stage.list('/policies/bindings/');
    await stage.call('DELETE', `/policies/bindings/${binding?.pk}/`);
    await bindGroup(target, 'aws-users', { negate: true });
    expect(await reasonsOf()).toMatchObject({ dora: 'outside-bindings' });
  });

  test('can be everyone but a group', async () => {
    await bindGroup(await addApplication(), 'aws-users', { negate: true });
    expect(await reasonsOf()).toMatchObject({ alice: 'outside-bindings', akadmin: 'can-sign-in' });
  });

  test('is everyone while nothing is bound, or what is bound is off', async () => {
    const target = await addApplication();
    expect((await asked()).scope.kind).toBe('everyone');
    await bindGroup(target, 'aws-users', { enabled: false });
    expect((await asked()).scope.kind).toBe('everyone');
  });

  test('is that of the application that was named', async () => {
    await bindGroup(await addApplication({ slug: 'other' }));
    expect((await asked()).scope.kind).toBe('no application');
    expect((await asked('--application', 'other')).scope.kind).toBe('bindings');
  });
});

test('an application whose slug somebody changed is still that of the set-up', async () => {
  await finish(stage, '--group', 'aws-users');
  await stage.call('PATCH', '/core/applications/aws/', { slug: 'aws9' });
  expect((await asked()).scope).toEqual({
    kind: 'bindings',
    inWords: 'members of the group "aws-users"',
  });
  expect((await asked('--application', 'other')).scope.kind).toBe('no application');
});

describe('SCIM', () => {
  test('makes of a user made by hand one who is taken over, where the release does that', async () => {
    addToAws('alice@example.com');
    expect(await reasonsOf('--scim')).toMatchObject({ alice: 'taken-over' });
    expect(await reasonsOf('--no-scim')).toMatchObject({ alice: 'can-sign-in' });
    stage = await openStage({ authentik: { release: '2025.4.4' } });
    addToAws('alice@example.com');
    expect(await reasonsOf('--scim')).toMatchObject({ alice: 'take-over-refused' });
  });
});

test('whom to add by hand is said only without SCIM', async () => {
  const told = async (flag: string) => oneLine((await stage.run(['users', flag])).stdout);
  expect(await told('--no-scim')).toContain('Add user, with the e-mail address as Username.');
  const withScim = await told('--scim');
  expect(withScim).toContain('The next sync of authentik brings them');
  expect(withScim).not.toContain('Add user');
});

describe('--problems', () => {
  test('leaves out who can sign in, and ends with 1', async () => {
    const { code, people } = await asked('--problems');
    expect(code).toBe(1);
    expect(people.map(({ reason }) => reason)).toEqual(['not-in-aws', 'no-email']);
  });

  test('ends with 0 where there is none', async () => {
    addToAws('alice@example.com');
    stage.instance.directory.removeUser(
      stage.instance.directory.users.find('userName', 'admin@example.com')?.userId ?? '',
    );
    await bindGroup(await addApplication());
    expect(await asked('--problems')).toMatchObject({ code: 0, people: [] });
  });
});

describe('--all', () => {
  test('shows every problem; without it a screenful, and how many are left out', async () => {
    for (let number = 0; number < 60; number += 1) addToAws(`gone${number}@example.com`);
    const some = await stage.run(['users']);
    const listed = (text: string) => text.split('\n').filter((line) => line.includes('AWS: gone'));
    expect(some.stdout.split('\n').length).toBeLessThan(40);
    const shown = listed(some.stdout).length;
    expect(some.stdout).toContain(`and ${60 - shown} more`);
    const all = await stage.run(['users', '--all']);
    expect(listed(all.stdout)).toHaveLength(60);
    expect(all.stdout).not.toMatch(/and \d+ more/);
  });
});

test('what the release cannot bring about for groups is said where SCIM is on', async () => {
  const argv = ['users', '--sandbox', '--authentik-release', '2025.4.4'];
  const words = 'never changes them: who leaves a group';
  expect(oneLine((await runProgram([...argv, '--scim'])).stdout)).toContain(words);
  expect(oneLine((await runProgram([...argv, '--no-scim'])).stdout)).not.toContain(words);
});
