import { describe, expect, test } from 'vitest';
import { type Bench, openBench } from './scim-bench.js';

const groups = ['aws-users'];

const notesOf = async (bench: Bench) =>
  (await bench.plan('first-sync')).notes.map(({ level, text }) => `${level}: ${text}`);

/** Everything but the first sync is done, as after a run that was stopped before it. */
async function beforeFirstSync(release: string): Promise<Bench> {
  const bench = await openBench({ release, groups });
  bench.onEvent = (event) => {
    if (event.kind === 'step-begins' && event.step.id === 'first-sync') throw new Error('stopped');
  };
  await expect(bench.walk()).rejects.toThrow('stopped');
  bench.onEvent = () => undefined;
  bench.writes();
  return bench;
}

/** Adds so many users to the group of the directory, in which alice is already. */
async function addMembers(bench: Bench, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `user${index + 1}`);
  for (const name of names) await bench.addUser(name, {}, groups);
}

describe('a group of more than 100 members', () => {
  test('is named in the plan, and is what did not arrive', async () => {
    const bench = await beforeFirstSync('2026.2.2');
    await addMembers(bench, 99);
    const tooMany = expect.stringMatching(/^warning: aws-users: more than 100 members/);
    expect(await notesOf(bench)).not.toContainEqual(tooMany);
    await bench.addUser('one-too-many', {}, groups);
    expect(await notesOf(bench)).toContainEqual(tooMany);
    const { facts } = await bench.walk();
    expect(facts.firstSync).toMatchObject({ users: 101, groups: 0, missing: 1 });
    expect(bench.atAws().groups).toEqual({});
  });
});

describe('a user made by hand in AWS', () => {
  const alice = 'alice@example.com';

  test('keeps the groups away on 2024.8.6, which the plan says before', async () => {
    const bench = await beforeFirstSync('2024.8.6');
    bench.addByHand(alice);
    const expected = `warning: ${alice}: made by hand in AWS, where authentik 2024.8.6 cannot take over, and no group arrives either`;
    expect(await notesOf(bench)).toContain(expected);
    const { facts, incomplete } = await bench.walk();
    expect(bench.issuersOf(alice)).toEqual([]);
    expect(bench.atAws().groups).toEqual({});
    expect(facts.firstSync).toMatchObject({ groups: 0, missing: 3 });
    const told = bench.events.flatMap((event) => (event.kind === 'note' ? [event.note.text] : []));
    expect(told).toContain('the group "aws-users" is not in AWS');
    expect(told).toContain(
      'the sync did not get through: AWS has alice@example.com already, made by hand, and refuses to make it again (409)',
    );
    expect(told.join()).not.toContain('Traceback');
    expect(facts.firstSync).toMatchObject({ users: 0, byHand: 1 });
    expect(incomplete).toEqual([
      {
        step: expect.objectContaining({ id: 'first-sync' }),
        why: '3 groups of authentik did not arrive in AWS',
      },
    ]);
    expect((await bench.plan('first-sync')).changes).toMatchObject([
      { action: 'create', object: '3 groups in AWS' },
    ]);
  });

  test.each(['2025.10.4', '2026.2.2'])('is taken over on %s', async (release) => {
    const bench = await beforeFirstSync(release);
    bench.addByHand(alice);
    expect(await notesOf(bench)).toContain(
      `info: ${alice}: made by hand in AWS, and taken over by the sync`,
    );
    const { facts } = await bench.walk();
    expect(facts.firstSync).toMatchObject({ users: 1, missing: 0 });
    expect(bench.atAws().groups['aws-users']).toEqual([alice]);
    await bench.call('PATCH', '/providers/scim/1/', {});
    await bench.authentik.settled();
    expect(bench.issuersOf(alice)).toEqual([bench.tenant.externalIdIssuer]);
  });
});
