import { describe, expect, test } from 'vitest';
import { unauthorised } from '../../src/sandbox/aws/index.js';
import { type Bench, openBench } from './scim-bench.js';

const releases = ['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2', '2026.8.6'];
const groups = ['aws-users'];

/** What the run told of the first sync, as `level: text`. */
const told = ({ events }: Bench) =>
  events.flatMap((event) =>
    event.kind === 'note' && event.step.id === 'first-sync'
      ? [`${event.note.level}: ${event.note.text}`]
      : [],
  );

describe('what arrived in AWS decides', () => {
  test.each(releases)('users, groups and memberships on authentik %s', async (release) => {
    const bench = await openBench({ release, groups });
    expect(await bench.plan('first-sync')).toMatchObject({ state: 'later' });
    const { facts } = await bench.walk();
    expect(facts.firstSync).toMatchObject({ users: 1, missing: 0 });
    const { users, groups: there } = bench.atAws();
    expect(users).toEqual(['admin@example.com', 'alice@example.com']);
    expect(there['aws-users']).toEqual(['alice@example.com']);
    expect(bench.issuersOf('alice@example.com')).toEqual([bench.tenant.externalIdIssuer]);
    expect(await bench.plan('first-sync')).toMatchObject({
      ...{ state: 'in-place', standing: 'proved', changes: [], notes: [] },
    });
    bench.writes();
    await bench.walk();
    expect(bench.writes()).toEqual([]);
  });

  test('a sync that arrived whole needs no memory to be known', async () => {
    const bench = await openBench({ groups });
    await bench.walk();
    bench.state.told = {};
    expect(await bench.plan('first-sync')).toMatchObject({ state: 'in-place', standing: 'proved' });
  });

  test('a provider that was made anew is synced anew', async () => {
    const bench = await openBench({ groups });
    await bench.walk();
    await bench.call('DELETE', '/providers/scim/1/');
    await bench.addUser('carol', {}, groups);
    const { facts } = await bench.walk();
    expect(facts.scimProvider?.pk).toBe(2);
    expect(facts.firstSync).toMatchObject({ users: 2, missing: 0 });
    expect(bench.atAws().users).toContain('carol@example.com');
  });
});

describe('authentik says that it is done', () => {
  const failing = (release: string) =>
    openBench({
      ...{ release, groups },
      aws: {
        intercept: ({ service, operation }) =>
          service === 'scim' && operation !== 'ServiceProviderConfig' ? unauthorised() : undefined,
      },
    });

  test.each(releases)('but AWS refused the token: an error on %s', async (release) => {
    const bench = await failing(release);
    await expect(bench.walk()).rejects.toMatchObject({
      message: 'None of 1 user arrived in AWS',
      why: expect.stringContaining('authentik logged: '),
      next: [expect.stringContaining('generate another one'), expect.anything()],
    });
    const { state } = await bench.context.authentik.provisioning.status({
      pk: 1,
      name: 'AWS SCIM',
    });
    expect(state).toBe('finished');
    expect(bench.state.told).not.toHaveProperty('firstSync');
    expect(await bench.plan('first-sync')).toMatchObject({ state: 'to-do' });
  });

  test('but one group and its members were refused: named, with what authentik logged', async () => {
    let refuses = true;
    const bench = await openBench({
      ...{ release: '2026.2.2', groups },
      aws: {
        intercept: ({ operation }) =>
          refuses && operation === 'CreateGroup' ? unauthorised() : undefined,
      },
    });
    const { facts } = await bench.walk();
    expect(facts.firstSync).toMatchObject({ users: 1, groups: 0, missing: 1 });
    const notThere = told(bench).filter((line) => line.includes(' is not in '));
    expect(notThere).toEqual([
      expect.stringMatching(
        /^warning: the group "aws-users" is not in AWS: Failed to sync .*aws-users/,
      ),
    ]);
    expect(told(bench)).toContain('info: in AWS now: 1 user and 0 groups of authentik');
    refuses = false;
    expect(await bench.plan('first-sync')).toMatchObject({
      state: 'to-do',
      changes: [{ object: '1 group in AWS', why: 'missing since the sync before' }],
    });
    const again = await bench.walk();
    expect(again.incomplete).toEqual([]);
    expect(await bench.plan('first-sync')).toMatchObject({ state: 'in-place', standing: 'proved' });
  });

  test('not at all, and nothing is logged: what is missing counts as late, for an hour', async () => {
    const bench = await openBench({
      ...{ release: '2026.2.2', groups },
      aws: {
        intercept: ({ operation }) => (operation === 'CreateGroup' ? unauthorised() : undefined),
      },
    });
    Object.assign(bench.context.authentik.provisioning, {
      status: async () => ({ state: 'never' }),
      log: async () => [],
    });
    const { facts, incomplete } = await bench.walk();
    expect(facts.firstSync).toMatchObject({ users: 1, groups: 0, missing: 1 });
    expect(incomplete).toEqual([]);
    const late = 'not in AWS yet: 1 group; no end of the sync was seen, and nothing was refused';
    expect(told(bench)).toContain(`warning: ${late}`);
    expect(await bench.plan('first-sync')).toMatchObject({
      ...{ state: 'unproved', standing: 'seen', changes: [] },
      notes: [{ level: 'warning', text: late, next: expect.stringContaining('status') }],
    });
    await bench.context.pause(3_600_000);
    expect(await bench.plan('first-sync')).toMatchObject({
      ...{ state: 'to-do', changes: [{ object: '1 group in AWS' }] },
    });
  });

  test('but a membership did not arrive: the group is there, the member is missed', async () => {
    const bench = await openBench({
      ...{ release: '2024.8.6', groups },
      aws: {
        intercept: ({ operation }) => (operation === 'PatchGroup' ? unauthorised() : undefined),
      },
    });
    const { facts } = await bench.walk();
    expect(bench.atAws().groups['aws-users']).toEqual([]);
    expect(facts.firstSync).toMatchObject({ users: 1, groups: 3, missing: 1 });
    expect(told(bench)).toContainEqual(
      expect.stringMatching(
        /^warning: alice@example.com is not in the group "aws-users" in AWS: Failed to sync .*aws-users/,
      ),
    );
  });
});

describe('one user without an e-mail address', () => {
  test('stops everyone where he cannot be skipped: the plan blocks and names him', async () => {
    const bench = await openBench({ release: '2023.10.7' });
    await expect(bench.walk()).rejects.toMatchObject({
      message: expect.stringContaining('bob: without an e-mail address'),
      next: [expect.stringContaining('leave them out with --group NAME')],
    });
    expect(bench.writes().filter((write) => write.startsWith('scim '))).toEqual([]);
    expect(await bench.plan('first-sync')).toMatchObject({
      state: 'to-do',
      notes: [expect.anything(), { level: 'blocking' }],
    });
    await bench.call('PATCH', `/core/users/${await bench.userPk('bob')}/`, {
      email: 'bob@example.com',
    });
    const notes = (await bench.plan('first-sync')).notes;
    expect(notes.map(({ level }) => level)).not.toContain('blocking');
  });

  test('is left out where he can be skipped, and said to be', async () => {
    const bench = await openBench({ release: '2026.2.2' });
    const { facts } = await bench.walk();
    expect(told(bench)).toContain(
      'info: bob: left out, without an e-mail address that AWS takes as a user name',
    );
    expect(facts.firstSync).toMatchObject({ users: 2, groups: 3, missing: 0 });
  });

  test('that AWS would take and authentik does not: he is named by what authentik logged', async () => {
    const bench = await openBench({ release: '2026.2.2', groups });
    await bench.addUser('dave', { email: 'dave@localhost' }, groups);
    await bench.addUser('erin', {}, groups);
    await bench.walk();
    expect(told(bench)).toContainEqual(
      expect.stringMatching(
        /^warning: dave@localhost is not in AWS: Stopping sync .*caused by dave/,
      ),
    );
    expect(told(bench)).toContainEqual(
      expect.stringMatching(/^warning: erin@example.com is not in AWS/),
    );
  });
});
