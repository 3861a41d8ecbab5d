import { expect, test } from 'vitest';
import { markedFor, markOf } from '../../../src/upkeep/reconcile/mark.js';
import { uuidOf } from './two-directories.js';

test('a mark tells whose group it is, in a sentence that AWS takes', () => {
  const mark = markOf(uuidOf(1));
  expect(markedFor(mark)).toBe(uuidOf(1));
  expect(mark.length).toBeLessThan(1024);
});

test.each([
  [undefined],
  [''],
  [uuidOf(1)],
  [` ${markOf(uuidOf(1))}`],
  [`${markOf(uuidOf(1))} Changed.`],
  [markOf(uuidOf(1)).toUpperCase()],
  [markOf('of no use')],
  [markOf(`${uuidOf(1)}${uuidOf(2)}`)],
])('%s is none', (description) => {
  expect(markedFor(description)).toBeUndefined();
});
