import { expect, test } from 'vitest';
import type { AccessRequest } from '../../../src/aws/access-requests.js';
import type { Assignment } from '../../../src/aws/account-assignments.js';
import { AwsError } from '../../../src/aws/errors.js';
import { AssignEverywhere, type Progress } from '../../../src/upkeep/grant/assign-everywhere.js';
import type { Failed } from '../../../src/upkeep/grant/context.js';

const call = {
  service: 'sso',
  operation: 'CreateAccountAssignment',
  region: 'eu-central-1',
  profile: undefined,
  endpoint: undefined,
  proxySet: false,
} as const;

function refusal(name: string): AwsError {
  const failure = { name, code: undefined, message: '', httpStatus: 400 };
  const rest = { requestId: undefined, host: undefined, reason: undefined };
  return new AwsError({ what: `AWS says ${name}` }, call, { ...failure, ...rest });
}

/** What AWS answers for an account; each answer is given once, the last one for ever. */
type Answers = Readonly<Record<string, readonly (AccessRequest['state'] | Error)[]>>;

/** An AWS of a few answers, with a clock that only pauses move on. */
async function assignWith(answers: Answers, wanted = Object.keys(answers)) {
  const rest = new Map(Object.entries(answers).map(([id, list]) => [id, [...list]]));
  const next = (id: string): AccessRequest => {
    const list = rest.get(id) ?? [];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer instanceof Error) throw answer;
    return { id, state: answer ?? 'done' };
  };
  let time = 0;
  const assigned: string[] = [];
  const failed: Failed[] = [];
  const progress: Progress[] = [];
  const access = {
    assign: async ({ accountId }: Assignment) => next(accountId),
    assignment: async (id: string) => next(id),
  };
  const context = {
    access: access as never,
    now: () => new Date(time),
    checkpoint: () => undefined,
    pause: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
  const toBeMade = wanted.map((id) => ({
    account: { id, name: id },
    assignment: {
      accountId: id,
      permissionSetArn: 'arn',
      principal: { type: 'GROUP', id: 'g' } as const,
    },
  }));
  await new AssignEverywhere(context, toBeMade, {
    assigned: ({ account }) => assigned.push(account.id),
    failed: (one) => failed.push(one),
    progress: (one) => progress.push(one),
  }).run();
  return { assigned, failed, progress, time };
}

test('each is followed to its end, and one that fails keeps no other from it', async () => {
  const { assigned, failed, progress } = await assignWith({
    a: ['under way', 'under way', 'done'],
    b: ['under way', 'failed'],
    c: ['done'],
  });
  expect(assigned).toEqual(['c', 'a']);
  expect(failed).toMatchObject([{ account: { id: 'b' }, reason: 'AWS gave no reason' }]);
  expect(progress[0]).toEqual({ assigned: 1, failed: 0, underWay: 2, of: 3 });
  expect(progress.at(-1)).toEqual({ assigned: 2, failed: 1, underWay: 0, of: 3 });
});

test.each(['ConflictException', 'ThrottlingException', 'TooManyRequestsException'])(
  'after %s it is tried again later',
  async (name) => {
    const { assigned, failed } = await assignWith({
      a: [refusal(name), refusal(name), 'under way', 'done'],
      b: ['done'],
    });
    expect(assigned).toEqual(['b', 'a']);
    expect(failed).toEqual([]);
  },
);

test('what is of one account alone is told with that account', async () => {
  const { assigned, failed } = await assignWith({
    a: ['done'],
    b: [refusal('AccessDeniedException')],
    c: [refusal('ResourceNotFoundException')],
  });
  expect(assigned).toEqual(['a']);
  expect(failed.map(({ account, reason }) => [account.id, reason])).toEqual([
    ['b', 'AWS says AccessDeniedException'],
    ['c', 'AWS says ResourceNotFoundException'],
  ]);
});

test.each(['ExpiredTokenException', 'InternalServerException', 'AccessDeniedException'])(
  '%s at the first account ends it at once',
  async (name) => {
    await expect(assignWith({ a: [refusal(name)], b: ['done'] })).rejects.toThrow(name);
  },
);

test('what never ends is given up, and told', async () => {
  const { assigned, failed, time } = await assignWith({ a: ['under way'], b: ['done'] });
  expect(assigned).toEqual(['b']);
  expect(failed).toMatchObject([
    { account: { id: 'a' }, reason: 'AWS has neither made nor refused it so far' },
  ]);
  expect(time).toBeGreaterThan(1_800_000);
});

test('nothing to do is done at once', async () => {
  expect(await assignWith({})).toMatchObject({ assigned: [], failed: [], time: 0 });
});
