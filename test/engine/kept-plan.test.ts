import { expect, test } from 'vitest';
import { isAsPlanned, keepPlan, movedSince, recognisePlan } from '../../src/engine/kept-plan.js';
import type { PlannedStep } from '../../src/engine/plan.js';

const target = { authentik: 'https://auth.example.com', instance: 'ssoins-1' };
const rest = { at: '2026-11-25T10:00:00.000Z', target, settings: { groups: ['a'] } };
const step: PlannedStep = {
  ...{ id: 'mill', title: 'Mill', guide: ['1'], place: 'this machine', outlook: '' },
  ...{ state: 'to-do', notes: [{ level: 'info', text: 'x' }], after: [] },
  changes: [
    { action: 'update', object: 'flour', of: 'flour', fields: [{ field: 'kind', to: 'b' }] },
  ],
  observed: [{ key: 'flour', object: 'flour', there: true, id: '7', fields: { kind: 'a' } }],
};
const kept = keepPlan([step], rest);
const text = JSON.stringify(kept);

test('a plan comes back from its file as it went there', () => {
  expect(recognisePlan(text)).toEqual({ kind: 'kept', plan: kept });
  expect(movedSince(kept.steps, [step])).toEqual([]);
  expect(isAsPlanned(kept.steps[0], step)).toBe(true);
});

test('what moved is told, object and field', () => {
  const flour = { key: 'flour', object: 'flour', there: true, id: '7', fields: { kind: 'c' } };
  expect(movedSince(kept.steps, [{ observed: [flour] }])).toMatchObject([
    { object: 'flour', kind: 'changed', fields: [{ field: 'kind', from: 'a', to: 'c' }] },
  ]);
  const gone = { ...flour, there: false, fields: {} };
  expect(movedSince(kept.steps, [{ observed: [gone] }])).toMatchObject([{ kind: 'gone' }]);
});

test.each([
  { changes: [] },
  { changes: [{ action: 'delete' as const, object: 'flour' }] },
  { changes: step.changes, foreseen: step.changes },
])('other changes than the planned are others: %o', (now) => {
  expect(isAsPlanned(kept.steps[0], now)).toBe(false);
});

test('a step that the plan does not have may do nothing', () => {
  expect(isAsPlanned(undefined, { changes: [] })).toBe(true);
  expect(isAsPlanned(undefined, step)).toBe(false);
});

test.each([
  ['foreign', ''],
  ['foreign', '{"format":"authentik-aws/plan","version":1}'],
  ['damaged', text.slice(0, 60)],
  ['damaged', text.replace('"there":true', '"there":1')],
  ['damaged', text.replace('"version":1', '"version":0')],
  ['newer', text.replace('"version":1', '"version":2')],
])('a file that is none is told to be %s', (kind, spoilt) => {
  expect(recognisePlan(spoilt).kind).toBe(kind);
});
