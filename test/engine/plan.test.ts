import { expect, test } from 'vitest';
import { hasWork, type Plan, type PlannedStep, totalsOf } from '../../src/engine/plan.js';
import { change } from './pretended-steps.js';

const base: PlannedStep = {
  ...{ id: 'x', title: 'X', guide: [], place: 'authentik', outlook: '' },
  ...{ state: 'in-place', changes: [], notes: [], after: [] },
};

function planOf(...steps: Partial<PlannedStep>[]): Plan {
  const all = steps.map((step) => ({ ...base, ...step }));
  return {
    format: 'authentik-aws/plan',
    version: 1,
    target: {},
    steps: all,
    totals: totalsOf(all),
  };
}

test.each([
  ['in-place', false],
  ['unproved', false],
  ['left-out', false],
  ['to-do', true],
  ['later', true],
] as const)('a plan whose step is %s has work: %s', (state, expected) => {
  expect(hasWork(planOf({}, { state }))).toBe(expected);
});

test('the totals count changes by kind, and the steps that are known later', () => {
  const you = { action: 'you' as const, object: 'the switch' };
  const { totals } = planOf(
    { changes: [change, change], state: 'to-do' },
    { changes: [you], state: 'to-do' },
    { state: 'later' },
  );
  expect(totals).toEqual({
    create: 2,
    update: 0,
    delete: 0,
    write: 0,
    remember: 0,
    you: 1,
    later: 1,
  });
});
