import { describe, expect, test } from 'vitest';
import { scimDeletionsHandover } from '../../src/handover/scim-deletions.js';
import { type Bench, type BenchSetting, openBench } from './scim-bench.js';

const only = ['aws-users'];
const left = { users: ['admin@example.com', 'alice@example.com', 'carol@example.com'] };

/** Everyone was in scope at the first sync; then only the group "aws-users" is. */
async function narrowed(setting: BenchSetting): Promise<Bench> {
  const bench = await openBench(setting);
  await bench.addUser('carol');
  await bench.walk();
  expect(bench.atAws()).toMatchObject(left);
  await bench.letIn(only);
  bench.writes();
  return bench;
}

const warnings = async (bench: Bench) =>
  (await bench.plan('scim-provider', only)).notes.flatMap(({ text }) =>
    text.includes('deletes in AWS') ? [text] : [],
  );

describe('on 2026.2.2, whose sync deletes whoever falls out of scope', () => {
  test('the plan names whom it would delete, those taken over too, and the groups', async () => {
    const bench = await narrowed({ release: '2026.2.2' });
    const [told] = await warnings(bench);
    expect(told).toMatch(/^the next sync deletes in AWS, with their assignments: /);
    for (const name of ['admin@example.com', 'carol@example.com']) expect(told).toContain(name);
    for (const name of ['authentik Admins', 'authentik Read-only']) {
      expect(told).toContain(`the group "${name}"`);
    }
    expect(told).not.toMatch(/alice|aws-users/);
  });

  test('members of groups below the bound one stay in scope, so they are not named', async () => {
    const bench = await narrowed({ release: '2026.2.2' });
    const parents = [await bench.groupPk('aws-users')];
    await bench.call('POST', '/core/groups/', { name: 'below', parents });
    await bench.call('PATCH', `/core/users/${await bench.userPk('carol')}/`, {
      groups: [await bench.groupPk('below')],
    });
    const [told] = await warnings(bench);
    expect(told).toContain('admin@example.com');
    expect(told).not.toContain('carol');
  });

  test('a run that nobody attends waits for consent, and saves nothing', async () => {
    const bench = await narrowed({ release: '2026.2.2' });
    const { waiting } = await bench.walk(only);
    expect(waiting).toMatchObject([
      {
        step: { id: 'scim-provider' },
        waiting: {
          what: 'consent to 4 users and groups being deleted in AWS',
          instructions: [expect.stringContaining('carol@example.com'), expect.anything()],
          bring: [expect.stringContaining('--accept-scim-deletions')],
        },
      },
    ]);
    expect(bench.writes()).toEqual([]);
    await bench.authentik.settled();
    expect(bench.atAws()).toMatchObject(left);
  });

  test('with consent it goes on, and exactly they are deleted', async () => {
    const answers = { acceptScimDeletions: true };
    const bench = await narrowed({ release: '2026.2.2', answers });
    await bench.walk(only);
    await bench.authentik.settled();
    expect(bench.atAws()).toEqual({
      users: ['alice@example.com'],
      groups: { 'aws-users': ['alice@example.com'] },
    });
    expect(await warnings(bench)).toEqual([]);
  });

  test('whoever was made by hand and never in scope is left alone, by 2026.8 as well', async () => {
    for (const release of ['2026.2.2', '2026.8.6']) {
      const bench = await openBench({ release, groups: only });
      expect((await bench.walk()).waiting).toEqual([]);
      expect(bench.atAws().users).toContain('admin@example.com');
    }
  });

  test('what is left of another provider may be deleted by the first sync: it asks before', async () => {
    const bench = await openBench({ release: '2026.2.2' });
    await bench.walk();
    await bench.call('DELETE', '/providers/scim/1/');
    bench.addByHand('somebody@example.com');
    await bench.letIn(only);
    await bench.call('PATCH', `/core/users/${await bench.userPk('alice')}/`, { groups: [] });
    const { waiting } = await bench.walk(only);
    expect(waiting.map(({ step }) => step.id)).toEqual(['first-sync']);
    const [instructions] = waiting[0]?.waiting.instructions ?? [];
    expect(instructions).toContain('alice@example.com');
    expect(instructions).not.toContain('somebody@example.com');
  });
});

test.each(['2025.12.4', '2026.2.1'])(
  'on %s nobody is deleted, and nobody is asked',
  async (release) => {
    const bench = await narrowed({ release });
    expect(await warnings(bench)).toEqual([]);
    expect((await bench.walk(only)).waiting).toEqual([]);
    await bench.authentik.settled();
    expect(bench.atAws()).toMatchObject(left);
  },
);

describe('the consent at a terminal', () => {
  const { ask } = scimDeletionsHandover('alice@example.com', 1);

  test('is the number, typed', () => {
    expect(ask.read(' 1 ')).toBeUndefined();
  });

  test.each(['', '2', 'yes', '01'])('is not "%s"', (text) => {
    expect(() => ask.read(text)).toThrow(`It would be 1, not "${text}"`);
  });
});
