import { expect, test } from 'vitest';
import { jsonLines } from '../../src/terminal/json-lines.js';

const text = (items: readonly unknown[]) =>
  [...jsonLines({ format: 'x', nested: { a: [1, 2] } }, 'people', items)].join('\n');

test.each([[[]], [[{ a: 1 }]], [[{ a: 1 }, { b: { c: 'x,\n y' } }, { d: null }]]])(
  'is one object with %j as its list',
  (items) => {
    expect(JSON.parse(text(items))).toEqual({
      format: 'x',
      nested: { a: [1, 2] },
      people: items,
    });
  },
);

test('gives each item a line of its own, and unprintable characters as escapes', () => {
  const lines = text([{ name: 'a\nb' }, { name: '\u001b\u200b' }]).split('\n');
  expect(lines).toContain('    { "name": "a\\nb" },');
  expect(lines).toContain('    { "name": "\\u001b\\u200b" }');
});

test('takes items only as lines are wanted', () => {
  let made = 0;
  function* endless() {
    for (;;) {
      made += 1;
      yield { made };
    }
  }
  const lines = jsonLines({ format: 'x' }, 'people', endless());
  for (let line = 0; line < 10; line += 1) lines.next();
  expect(made).toBeLessThan(12);
});
