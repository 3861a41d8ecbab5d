import { describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/basics/errors.js';
import { type Check, type Finding, ok, problem } from '../../src/doctor/check.js';
import { examine } from '../../src/doctor/examine.js';
import { checks } from '../../src/doctor/index.js';
import { exitOf } from '../../src/doctor/verdict.js';
import { contextWith } from './context-with.js';

function check(id: string, run: () => Promise<Finding>, more: Partial<Check> = {}): Check {
  return { id, group: 'machine', title: id, level: 'required', needs: [], run, ...more };
}

const fine = async () => ok('fine');
const bad = async () => problem('bad', 'mend it');

async function results(list: readonly Check[]) {
  const reports = await examine(list, contextWith());
  return reports.map(({ check: { id }, finding, waitsFor }) => [id, finding.result, ...waitsFor]);
}

test('what a check needs comes first, and a check whose need is not met is not made', async () => {
  const never = async () => {
    throw new Error('it was made');
  };
  expect(
    await results([
      check('a', bad),
      check('b', fine),
      check('c', never, { needs: ['b', 'a'] }),
      check('d', never, { needs: ['c'] }),
      check('e', fine, { needs: ['b'] }),
    ]),
  ).toEqual([
    ['a', 'problem'],
    ['b', 'ok'],
    ['c', 'not known', 'a'],
    ['d', 'not known', 'c'],
    ['e', 'ok'],
  ]);
});

test('checks that do not need one another are made at the same time', async () => {
  const order: string[] = [];
  let release: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    release = resolve;
  });
  await examine(
    [
      check('slow', async () => {
        await opened;
        order.push('slow');
        return ok('');
      }),
      check('quick', async () => {
        order.push('quick');
        release();
        return ok('');
      }),
    ],
    contextWith(),
  );
  expect(order).toEqual(['quick', 'slow']);
});

test('what cannot be looked at is not known; a bug stays a bug', async () => {
  const fails = async () => {
    throw new ExpectedError({ what: 'it is closed', why: 'Night.', next: 'Come back.' });
  };
  const [report] = await examine([check('a', fails)], contextWith());
  expect(report?.finding).toEqual({
    ...{ result: 'not known', text: 'it is closed. Night.', remedy: ['Come back.'] },
  });
  const bug = check('b', async () => {
    throw new TypeError('a bug');
  });
  await expect(examine([bug, check('c', fine)], contextWith())).rejects.toThrow('a bug');
});

describe('the exit code', () => {
  const soon = async () => problem('ends', 'renew it', { endsSoon: true });
  const advice = async () => problem('hm', 'think', { level: 'advice' });
  const unknown = async (): Promise<Finding> => ({ result: 'not known', text: '' });
  test.each<[string, readonly (() => Promise<Finding>)[], string]>([
    ['all fine', [fine], 'done'],
    ['advice and what is not known', [fine, advice, unknown], 'done'],
    ['something ends soon', [fine, advice, soon], 'endsSoon'],
    ['something is broken', [soon, bad, advice], 'failed'],
  ])('%s', async (_what, runs, exit) => {
    const list = runs.map((run, at) => check(`c${at}`, run));
    expect(exitOf(await examine(list, contextWith()))).toBe(exit);
  });
});

describe('the table of contents', () => {
  test('has each check once, behind what it needs, group by group', () => {
    const seen = new Set<string>();
    for (const { id, needs } of checks) {
      expect(seen.has(id), id).toBe(false);
      for (const need of needs) expect(seen.has(need), `${id} needs ${need}`).toBe(true);
      seen.add(id);
    }
    const groups = checks.map(({ group }) => group);
    const changes = groups.filter((group, at) => group !== groups[at - 1]);
    expect(changes).toEqual(['machine', 'authentik', 'aws', 'trust', 'provisioning', 'people']);
  });

  test('has names that can be typed', () => {
    for (const { id } of checks) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });
});
