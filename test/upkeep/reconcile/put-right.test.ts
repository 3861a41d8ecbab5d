import { expect, test } from 'vitest';
import { AwsError } from '../../../src/aws/errors.js';
import { Cancelled, type ExpectedError } from '../../../src/basics/errors.js';
import type { RunEvent } from '../../../src/engine/events.js';
import { emptyLedger } from '../../../src/upkeep/reconcile/ledger.js';
import { NotThere, notAllPutRight } from '../../../src/upkeep/reconcile/not-all-put-right.js';
import { PutRight } from '../../../src/upkeep/reconcile/put-right.js';
import type { ReconcileContext } from '../../../src/upkeep/reconcile/reconcile-step.js';

const call = {
  service: 'identitystore',
  operation: 'DeleteGroupMembership',
  region: 'eu-central-1',
  profile: undefined,
  endpoint: undefined,
  proxySet: false,
} as const;

function refusal(name: string, more: { status?: number; reason?: string } = {}): AwsError {
  const { status: httpStatus = 400, reason } = more;
  const failure = { name, code: undefined, message: '', httpStatus, reason };
  const exit = name.startsWith('AccessDenied') ? 'notAuthorised' : 'failed';
  const trouble = { what: `AWS says ${name}`, next: `Mend ${name}.`, exit } as const;
  return new AwsError(trouble, call, { ...failure, requestId: undefined, host: undefined });
}

const lost = () => new AwsError({ what: 'no answer' }, call, { ...failureOf('ECONNRESET') });
const failureOf = (name: string) => ({
  ...{ name, code: name, message: '', httpStatus: undefined, reason: undefined },
  ...{ requestId: undefined, host: undefined },
});

const head = { id: 'removals', title: '', guide: [], place: 'AWS', outlook: '' } as const;

/** What AWS answers for an item: each failure once, or for ever if it is the last one. */
type Answers = Readonly<Record<string, readonly (Error | 'done')[]>>;

/** Puts items right against an AWS of a few answers, with a clock that only pauses move on. */
async function putRight(answers: Answers, more: { checkpoint?: (at: number) => void } = {}) {
  const rest = new Map(Object.entries(answers).map(([id, list]) => [id, [...list]]));
  const tried: string[] = [];
  const events: RunEvent[] = [];
  const ledger = emptyLedger();
  let time = 0;
  const context = {
    ledger,
    tell: (event: RunEvent) => events.push(event),
    now: () => new Date(time),
    pause: async (milliseconds: number) => {
      time += milliseconds;
    },
    checkpoint: () => more.checkpoint?.(tried.length),
  } as unknown as ReconcileContext;
  const remedy = {
    ...{ id: 'removals', title: '', outlook: '', doing: 'ending' },
    items: () => [],
    changes: (items: readonly string[]) =>
      items.map((object) => ({ action: 'delete', object }) as const),
    prepare: async () => async (item: string) => {
      tried.push(item);
      const list = rest.get(item) ?? [];
      const answer = list.length > 1 ? list.shift() : list[0];
      if (answer instanceof Error) throw answer;
    },
  };
  const items = Object.keys(answers);
  const course = new PutRight(context, head, remedy, items.length).run(items);
  const thrown = await course.then(
    () => undefined,
    (error: unknown) => error,
  );
  const told = events.flatMap((event) => {
    if (event.kind === 'changed') return event.change.object;
    return event.kind === 'note' ? event.note.text : [];
  });
  return {
    ...{ ledger, tried, told, thrown, time },
    done: ledger.done.map(({ item }) => item),
    failed: ledger.failed.map(({ item, error }) => [item, error.message]),
  };
}

test('one that fails keeps no other from being tried, and each is told', async () => {
  const { done, failed, told } = await putRight({
    a: ['done'],
    b: [refusal('InternalServerException', { status: 500 })],
    c: [refusal('ConflictException', { reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' })],
    d: ['done'],
  });
  expect(done).toEqual(['a', 'd']);
  expect(failed).toEqual([
    ['b', 'AWS says InternalServerException'],
    ['c', 'AWS says ConflictException'],
  ]);
  expect(told).toEqual(['a', 'd']);
});

test('throttling is waited for with patience', async () => {
  const busy = refusal('ThrottlingException');
  const { done, failed, time } = await putRight({ a: [busy, busy, busy, 'done'], b: ['done'] });
  expect({ done, failed }).toEqual({ done: ['a', 'b'], failed: [] });
  expect(time).toBe(3_500);
});

test('throttling without an end is waited for once, not for each item anew', async () => {
  const { failed, time, tried, told } = await putRight({
    a: [refusal('ThrottlingException')],
    b: ['done'],
  });
  expect(told).toEqual(['AWS is busy: trying again for some minutes']);
  expect(failed.map(([item]) => item)).toEqual(['a', 'b']);
  expect(tried).not.toContain('b');
  expect(time).toBeGreaterThan(240_000);
  expect(time).toBeLessThanOrEqual(300_000);
});

test('two requests that met are repeated a few times, and then that item fails alone', async () => {
  const met = refusal('ConflictException', { reason: 'CONCURRENT_MODIFICATION' });
  const { done, failed, time } = await putRight({ a: [met, met, 'done'], b: [met], c: ['done'] });
  expect(done).toEqual(['a', 'c']);
  expect(failed).toEqual([['b', 'AWS says ConflictException']]);
  expect(time).toBeLessThan(15_000);
});

test('a missing right is asked for once; one of a single thing only concerns that', async () => {
  const denied = refusal('AccessDeniedException');
  const all = await putRight({ a: [denied], b: [denied], c: [denied] });
  expect(all.tried).toEqual(['a']);
  expect(all.failed).toHaveLength(3);
  const one = await putRight({ a: ['done'], b: [denied], c: ['done'] });
  expect(one.done).toEqual(['a', 'c']);
});

test.each([
  lost(),
  refusal('ExpiredTokenException'),
  new Cancelled({ what: 'Stopped', exit: 'interrupted' }),
  new Error('a bug'),
])('%s ends the run, and what was done and failed before is told', async (error) => {
  const { done, failed, told, thrown } = await putRight({
    a: ['done'],
    b: [refusal('ValidationException')],
    c: [error],
    d: ['done'],
  });
  expect(thrown).toBe(error);
  expect({ done, failed: failed.length }).toEqual({ done: ['a'], failed: 1 });
  expect(told).toEqual([
    'a',
    '1 could not be put right, see below',
    'it ends here: 2 of 4 differences not tried',
  ]);
});

test('of many the first are told, and the rest is counted', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, at): [string, readonly 'done'[]] => [`m${at}`, ['done']]),
  );
  const { done, told } = await putRight(many);
  expect(done).toHaveLength(300);
  expect(told).toHaveLength(21);
  expect(told.at(-1)).toBe('and 280 more, in the order of the plan');
});

test('Ctrl-C between two items lets no further one be tried', async () => {
  const stop = new Cancelled({ what: 'Stopped', exit: 'interrupted' });
  const checkpoint = (at: number) => {
    if (at === 2) throw stop;
  };
  const { tried, thrown } = await putRight(
    { a: ['done'], b: ['done'], c: ['done'] },
    { checkpoint },
  );
  expect({ tried, thrown }).toEqual({ tried: ['a', 'b'], thrown: stop });
});

function failure(object: string, error: ExpectedError) {
  return { step: head, change: { action: 'create', object } as const, item: object, error };
}

test('the error names each, by reason, and ends as a missing right where nothing else failed', () => {
  const denied = refusal('AccessDeniedException');
  const absent = new NotThere({ what: 'No user in AWS is called b' });
  const failed = [failure('a', denied), failure('c', denied), failure('b in "g"', absent)];
  const error = notAllPutRight({ done: [], failed });
  expect(error.message).toBe('3 of 3 differences could not be put right');
  expect(error.why).toBe(
    'a, c: AWS says AccessDeniedException. b in "g": No user in AWS is called b.',
  );
  expect(error.next[0]).toBe('Mend AccessDeniedException.');
  expect(error.exit).toBe('notAuthorised');
  const other = failure('d', refusal('ValidationException'));
  expect(notAllPutRight({ done: [], failed: [...failed, other] }).exit).toBe('failed');
  expect(notAllPutRight({ done: [], failed: failed.slice(2) }).exit).toBe('failed');
});
