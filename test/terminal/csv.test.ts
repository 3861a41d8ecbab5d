import { expect, test } from 'vitest';
import { Secret } from '../../src/basics/secret.js';
import { csvLine } from '../../src/terminal/csv.js';

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  [' blank before', '" blank before"'],
  ['blank after ', '"blank after "'],
])('%j is written as %s', (value, written) => {
  expect(csvLine([value])).toBe(written);
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '\n=x',
  '  =1+1',
  '＝1+1',
  '=HYPERLINK("http://x.example.com","x")',
])('%j is no formula for a spreadsheet', (value) => {
  const line = csvLine([value]);
  expect(line).toMatch(/^"?'/);
  expect(line.replace(/^"?'/, '')).not.toBe(line);
});

test.each(['alice;=1+1', 'a; @SUM(A1)'])('%j has no formula behind a semicolon either', (value) => {
  expect(csvLine([value])).toBe(value.replace(';', ";'"));
});

test.each(['alice@example.com', 'a;b', 'a-b', '1-2', 'x=y'])('%j is left as it is', (value) => {
  expect(csvLine([value])).toBe(value);
});

test('a record is one line, and control characters can be seen', () => {
  const line = csvLine(['a\nb', 'c\r\nd', '\u001b[31mred', 'zero\u200bwidth']);
  expect(line).toBe('a b,c d,\\x1b[31mred,zero\\u{200b}width');
});

test('secrets do not pass', () => {
  new Secret('canary-of-the-csv');
  expect(csvLine(['canary-of-the-csv'])).toBe('••••••');
});
