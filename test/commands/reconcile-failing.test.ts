import { expect, test } from 'vitest';
import { z } from 'zod';
import { throttled } from '../../src/sandbox/aws/index.js';
import { Faults } from '../../src/sandbox/faults/index.js';
import { leave, type Provisioned, provisionedOn } from './provisioned.js';
import { oneLine } from './run-program.js';
import { openStage, type Setting } from './stage.js';

const item = z.looseObject({ userName: z.string() });
const deed = z.object({ step: z.string(), action: z.string(), object: z.string(), item });
const differences = z.looseObject({ removals: z.array(item), additions: z.array(item) });
const report = z.object({
  format: z.literal('authentik-aws/reconcile'),
  version: z.literal(1),
  totals: z.object({ delete: z.number() }),
  changed: z.boolean(),
  differences,
  done: z.array(deed),
  failed: z.array(deed.extend({ reason: z.string(), next: z.array(z.string()) })),
  left: differences.nullable(),
  error: z
    .object({ what: z.string(), exit: z.object({ reason: z.string(), code: z.number() }) })
    .nullable(),
});

const readReport = (stdout: string) => report.parse(JSON.parse(stdout));

/** A set-up whose members leave the group, which this release does not tell AWS. */
async function left(setting: Setting, names: readonly string[]): Promise<Provisioned> {
  const stage = await openStage({
    authentik: { release: '2025.10.4', ...setting.authentik },
    ...(setting.aws && { aws: setting.aws }),
  });
  const whole = await provisionedOn(stage);
  for (const name of names) await leave(whole, name);
  return whole;
}

/** Of two removals the second is refused, once: in each of the attempts that the SDK makes. */
async function refusingTheSecond(): Promise<Provisioned> {
  const fault = 'aws-server-error+on=identitystore:DeleteGroupMembership+after=1+times=3';
  return left({ aws: { faults: new Faults([fault]) } }, ['alice', 'carol']);
}

test('one refusal keeps nothing else from being done, and both are told', async () => {
  const { stage, people } = await refusingTheSecond();
  await people.addUser('dave', {}, ['aws-users']);
  await stage.authentik.settled();
  const { directory } = stage.instance;
  directory.removeUser(directory.users.find('userName', 'dave@example.com')?.userId ?? '');

  const ran = await stage.run(['reconcile', '--yes']);
  expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: '' });
  const told = oneLine(ran.stderr);
  expect(told).toContain('membership of alice@example.com in "aws-users" deleted');
  expect(told).not.toContain('membership of carol@example.com in "aws-users" deleted');
  expect(told).toContain('membership of dave@example.com in "aws-users" created');
  expect(told).toContain('error: 1 of 4 differences could not be put right');
  expect(told).toContain('carol@example.com in "aws-users": AWS did not answer identitystore');
  expect(people.atAws().groups['aws-users']).toEqual(['carol@example.com', 'dave@example.com']);

  const again = await stage.run(['reconcile', '--yes']);
  expect(again.code, again.stderr).toBe(0);
  expect(people.atAws().groups['aws-users']).toEqual(['dave@example.com']);
});

test('--json has what was found, done, failed and left in one object', async () => {
  const { stage } = await refusingTheSecond();
  const ran = await stage.run(['reconcile', '--yes', '--json']);
  expect(ran.code).toBe(1);
  const { totals, differences: found, done, failed, left: rest, error } = readReport(ran.stdout);
  expect(totals.delete).toBe(2);
  const names = (items: readonly { userName: string }[]) => items.map(({ userName }) => userName);
  expect(names(found.removals)).toEqual(['alice@example.com', 'carol@example.com']);
  expect(done).toMatchObject([
    { step: 'removals', action: 'delete', item: { userName: 'alice@example.com' } },
  ]);
  expect(failed).toMatchObject([
    {
      step: 'removals',
      item: { userName: 'carol@example.com' },
      reason: expect.stringContaining('AWS did not answer'),
    },
  ]);
  expect(names(rest?.removals ?? [])).toEqual(['carol@example.com']);
  expect(error).toMatchObject({ exit: { reason: 'failed', code: 1 } });

  const again = readReport((await stage.run(['reconcile', '--yes', '--json'])).stdout);
  expect(again).toMatchObject({ changed: true, failed: [], error: null, left: { removals: [] } });
  const idle = readReport((await stage.run(['reconcile', '--yes', '--json'])).stdout);
  expect(idle).toMatchObject({ changed: false, done: [], failed: [], error: null });
});

test('a missing right to end memberships keeps no membership from being made', async () => {
  const { stage, people } = await left({}, ['alice', 'carol']);
  await people.addUser('dave', {}, ['aws-users']);
  await stage.authentik.settled();
  const { directory } = stage.instance;
  directory.removeUser(directory.users.find('userName', 'dave@example.com')?.userId ?? '');
  stage.aws.world.deniedActions.add('identitystore:DeleteGroupMembership');
  stage.writes();
  const ran = await stage.run(['reconcile', '--yes']);
  expect(ran.code).toBe(4);
  const told = oneLine(ran.stderr);
  expect(told.match(/not allowed to call/g)).toHaveLength(1);
  expect(told).toContain('2 of 4 differences could not be put right');
  expect(people.atAws().groups['aws-users']).toContain('dave@example.com');
  expect(stage.writes().filter((write) => write.includes('Delete'))).toHaveLength(1);
});

test('throttling is waited for, and the run ends well', async () => {
  let refusals = 0;
  const { stage, people } = await left(
    {
      aws: {
        intercept: ({ operation }) => {
          if (operation !== 'DeleteGroupMembership' || refusals >= 4) return undefined;
          refusals += 1;
          return throttled(0);
        },
      },
    },
    ['carol'],
  );
  const ran = await stage.run(['reconcile', '--yes']);
  expect(ran.code, ran.stderr).toBe(0);
  expect(refusals).toBe(4);
  expect(people.atAws().groups['aws-users']).toEqual(['alice@example.com']);
});

test('Ctrl-C in the middle: --json has what was done before, and that the rest is not known', async () => {
  let interrupt = () => {};
  const { stage } = await left(
    {
      aws: {
        afterwards: async ({ operation }) => {
          if (operation === 'DeleteGroupMembership') interrupt();
        },
      },
    },
    ['alice', 'carol'],
  );
  const onStart = (key: () => void) => {
    interrupt = key;
  };
  const ran = await stage.run(['reconcile', '--yes', '--json'], { onStart });
  expect(ran.code).toBe(130);
  const { changed, done, left: rest, error } = readReport(ran.stdout);
  expect(done).toMatchObject([{ item: { userName: 'alice@example.com' } }]);
  expect({ changed, rest }).toEqual({ changed: true, rest: null });
  expect(error?.exit.reason).toBe('interrupted');
  expect(oneLine(ran.stderr)).toContain('it ends here: 1 of 2 differences not tried');
});

test('--max-removals holds for what came up since the plan, too', async () => {
  let leaveNow: (() => Promise<void>) | undefined;
  const whole = await left(
    {
      aws: {
        afterwards: async ({ operation }) => {
          if (operation !== 'ListGroupMemberships') return;
          const now = leaveNow;
          leaveNow = undefined;
          await now?.();
        },
      },
    },
    ['carol'],
  );
  leaveNow = () => leave(whole, 'alice');
  const { stage } = whole;
  const ran = await stage.run(['reconcile', '--yes', '--max-removals', '1']);
  expect(ran.code).toBe(1);
  expect(oneLine(ran.stderr)).toContain(
    '2 memberships would be ended, and --max-removals allows 1',
  );
  expect(stage.writes().filter((write) => write.includes('Delete'))).toEqual([]);
});
