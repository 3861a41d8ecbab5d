import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { oneLine } from './run-program.js';
import { openStage, stateOf } from './stage.js';
import { cutOffAfter, interruptDuring } from './undo-cuts.js';
import { setUp, undoAll } from './undoing.js';

const application = 'DELETE /api/v3/core/applications/aws/';

test('Ctrl-C lets the request under way finish; the next run goes on', () =>
  interruptDuring(application));

test('cut off before the removal was saved: the next run goes on', () => cutOffAfter(application));

test('cut off after the last thing: what was told is still forgotten', async () => {
  const stage = await openStage();
  await setUp(stage);
  const { told } = stateOf(stage) ?? {};
  expect((await undoAll(stage)).code).toBe(0);
  const state = { ...stateOf(stage), told: { ...Object(told), undoing: word('aws') } };
  writeFileSync(stage.statePath, JSON.stringify(state));
  const { code, stdout } = await undoAll(stage);
  expect(code).toBe(0);
  expect(oneLine(stdout)).toContain('Undone.');
  expect(Object.keys(Object(stateOf(stage)?.told))).toEqual(['undone']);
});

function word(value: unknown) {
  return { value, at: new Date().toISOString() };
}
