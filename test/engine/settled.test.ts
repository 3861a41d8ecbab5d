import { expect, test } from 'vitest';
import type { PlannedStep } from '../../src/engine/plan.js';
import { settledIn, touchAll } from '../../src/engine/settled.js';

const head = { guide: [], place: 'this machine', outlook: '', notes: [], after: [] } as const;

function step(id: string, rest: Partial<PlannedStep> = {}): PlannedStep {
  const observed = [{ key: id, object: id, there: true, fields: {} }];
  return { id, title: id, ...head, state: 'in-place', changes: [], observed, ...rest };
}

const keysIn = (...steps: PlannedStep[]) => settledIn({ steps }).map(({ key }) => key);

test('what is in place is settled, and what is still to be done is not', () => {
  expect(keysIn(step('a'), step('b', { state: 'to-do' }), step('c', { state: 'later' }))).toEqual([
    'a',
  ]);
});

test('an object that another step is about to change is not settled', () => {
  const change = { action: 'update', object: 'a', of: 'a' } as const;
  expect(keysIn(step('a'), step('b', { state: 'to-do', changes: [change] }))).toEqual([]);
});

test('an object is not settled before the step that is called as it is', () => {
  const early = { key: 'b', object: 'b', there: true, fields: {} };
  expect(keysIn(step('a', { observed: [early] }), step('b', { state: 'later' }))).toEqual([]);
});

test('what is not there is not left', () => {
  expect(
    keysIn(step('a', { observed: [{ key: 'a', object: 'a', there: false, fields: {} }] })),
  ).toEqual([]);
});

test('an update forgets its fields alone, everything else the whole object', async () => {
  const touched: unknown[] = [];
  const memory = { touch: async (...args: unknown[]) => void touched.push(args) };
  await touchAll(memory, [
    { action: 'update', object: 'a', of: 'a', fields: [{ field: 'x', to: '1' }] },
    { action: 'create', object: 'b', of: 'b', fields: [{ field: 'y', to: '1' }] },
    { action: 'write', object: '/tmp/file' },
  ]);
  expect(touched).toEqual([
    ['a', ['x']],
    ['b', undefined],
  ]);
});
