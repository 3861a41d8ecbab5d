import { describe, expect, test } from 'vitest';
import type { Authentik, SyncStatus } from '../../src/authentik/index.js';
import type { Context } from '../../src/procedure/context.js';
import type { Arrival } from '../../src/procedure/sync-arrival.js';
import { byItsClock, followSync, waitUntilIdle } from '../../src/procedure/sync-following.js';

const MINUTE = 60_000;
const start = Date.parse('2026-11-23T10:00:00Z');
const provider = { pk: 7, name: 'AWS SCIM' };
const step = {
  ...{ id: 'first-sync', title: 'Run the first sync', guide: ['S15'], outlook: '' },
  place: 'authentik',
} as const;

/** What both systems show at a time, in milliseconds since the save. */
interface Script {
  readonly status: (elapsed: number) => SyncStatus;
  /** How many users have not arrived yet. */
  readonly missing?: (elapsed: number) => number;
  /** Seconds by which authentik's clock is ahead. */
  readonly skew?: number;
  readonly before?: Date;
}

/** The moment of authentik's clock so many milliseconds after the save. */
const atIts = (elapsed: number, skew = 0) => new Date(start + elapsed + skew * 1000);

function directory(missing: number): Arrival {
  const user = { pk: 1, username: 'alice', name: '', email: '', active: true, kind: 'internal' };
  return {
    ...{ users: 5, groups: 0, missingGroups: [], missingMembers: [], stillEnabled: [] },
    missingUsers: Array.from({ length: missing }, () => user),
    ...{ unusable: [], byHand: [], large: [] },
  };
}

/** A context in which time passes only by pausing, and nothing but the script is shown. */
function pretend({ status, skew }: Pick<Script, 'status' | 'skew'>) {
  let elapsed = 0;
  const pauses: number[] = [];
  const told: string[] = [];
  const authentik: Authentik = Object.assign(Object.create(null), {
    clockSkewSeconds: skew,
    provisioning: { status: async () => status(elapsed), log: async () => [] },
  });
  const context: Context = Object.assign(Object.create(null), {
    authentik,
    now: () => new Date(start + elapsed),
    pause: async (milliseconds: number) => {
      pauses.push(milliseconds);
      elapsed += milliseconds;
    },
    tell: (event: { readonly text: string }) => told.push(event.text),
  });
  return { context, pauses, told, elapsed: () => elapsed };
}

async function follow(script: Script) {
  const pretended = pretend(script);
  const { missing = () => 0 } = script;
  const { arrival } = await followSync(pretended.context, {
    ...{ step, provider, begun: new Date(start), before: script.before },
    compare: async () => directory(missing(pretended.elapsed())),
  });
  return { ...pretended, left: arrival.missingUsers.length, took: pretended.elapsed() };
}

const never: SyncStatus = { state: 'never' };
const finished = (finishedAt: Date): SyncStatus => ({ state: 'finished', finishedAt });

describe('a sync', () => {
  test('that authentik shows is followed to its end, however much has arrived', async () => {
    const { took, left } = await follow({
      status: (elapsed) =>
        elapsed < 10 * MINUTE ? { state: 'running' } : finished(atIts(10 * MINUTE)),
    });
    expect(left).toBe(0);
    expect(took).toBeGreaterThanOrEqual(10 * MINUTE);
  });

  test('that waits unseen, as before 2025.8, is waited for while nothing arrives', async () => {
    const { took, left } = await follow({
      status: () => finished(atIts(-60 * MINUTE)),
      missing: (elapsed) => (elapsed < MINUTE ? 5 : 0),
    });
    expect(left).toBe(0);
    expect(took).toBeGreaterThanOrEqual(MINUTE);
  });

  test('of which nothing is told has ended when nothing more arrives for two minutes', async () => {
    const arrivals = (elapsed: number) => (elapsed < MINUTE ? 5 : elapsed < 2.5 * MINUTE ? 3 : 1);
    const { took, left } = await follow({ status: () => never, missing: arrivals });
    expect(left).toBe(1);
    expect(took).toBeGreaterThan(4.5 * MINUTE);
    expect(took).toBeLessThan(5 * MINUTE);
  });

  test('that has ended with some missing is given a few seconds, not minutes', async () => {
    const { took, left } = await follow({ status: () => finished(atIts(10)), missing: () => 2 });
    expect(left).toBe(2);
    expect(took).toBeGreaterThan(5_000);
    expect(took).toBeLessThan(20_000);
  });

  test('that ended just before is not taken for this one', async () => {
    const before = atIts(-300);
    const { took, left } = await follow({
      ...{ status: () => finished(before), before },
      missing: (elapsed) => (elapsed < MINUTE ? 5 : 0),
    });
    expect(left).toBe(0);
    expect(took).toBeGreaterThanOrEqual(MINUTE);
  });

  test.each([-3600, 3600])('is dated by a clock that is %i seconds ahead', async (skew) => {
    const ended = await follow({
      skew,
      status: () => finished(atIts(100, skew)),
      missing: () => 1,
    });
    expect(ended.took).toBeLessThan(20_000);
    const earlier = await follow({
      skew,
      status: () => finished(atIts(-5 * MINUTE, skew)),
      missing: (elapsed) => (elapsed < MINUTE ? 1 : 0),
    });
    expect(earlier.left).toBe(0);
  });

  test('is asked for ever more rarely, and progress is told', async () => {
    const { pauses, told } = await follow({
      status: () => never,
      missing: (at) => (at < MINUTE ? 1 : 0),
    });
    expect(pauses.slice(0, 4)).toEqual([50, 100, 200, 400]);
    expect(Math.max(...pauses)).toBe(5_000);
    expect(new Set(told)).toEqual(new Set(['waiting for users and groups to arrive in AWS']));
  });

  test('can be stopped while it is waited for', async () => {
    const { context } = pretend({ status: () => ({ state: 'running' }) });
    const stopped = { ...context, pause: async () => Promise.reject(new Error('stopped')) };
    const compare = async () => directory(0);
    const following = { step, provider, begun: new Date(start), before: undefined, compare };
    await expect(followSync(stopped, following)).rejects.toThrow('stopped');
  });
});

describe('a sync that never ends', () => {
  const hanging = { status: (): SyncStatus => ({ state: 'running' }) };
  const message = {
    message: 'The sync of authentik does not come to an end',
    why: expect.stringContaining('15 minutes'),
    next: [expect.stringContaining('Restart the worker of authentik'), expect.anything()],
  };

  test('is told after a quarter of an hour, with the remedy', async () => {
    await expect(follow(hanging)).rejects.toMatchObject(message);
  });

  test('keeps a new one from being started', async () => {
    const { context, elapsed } = pretend({ status: () => ({ state: 'queued' }) });
    await expect(waitUntilIdle(context, step, provider)).rejects.toMatchObject(message);
    expect(elapsed()).toBeGreaterThan(15 * MINUTE);
  });
});

describe('before a save', () => {
  test('a sync that waits or runs is waited for, and the last end is told', async () => {
    const states = ['queued', 'running', 'running'] as const;
    const queue = [...states];
    const end = finished(atIts(50));
    const { context, told } = pretend({
      status: () => {
        const state = queue.shift();
        return state ? { state } : end;
      },
    });
    expect(await waitUntilIdle(context, step, provider)).toEqual(end);
    expect(told).toHaveLength(states.length);
  });

  test('nothing is waited for where nothing is under way', async () => {
    const { context, pauses } = pretend({ status: () => never });
    await waitUntilIdle(context, step, provider);
    expect(pauses).toEqual([]);
  });
});

test('a server that does not tell its clock is taken to have the same time', () => {
  const { context } = pretend({ status: () => never });
  expect(byItsClock(context, new Date(start)).getTime()).toBe(start - 1_500);
});
