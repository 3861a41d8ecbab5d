import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOf, whyFile } from '../../src/basics/file-trouble.js';

/** What an action throws. */
function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('it went well, and should not have');
}

const here = import.meta.dirname;
const absent = join(here, 'absent');

test.each([
  ['read', () => readFileSync(absent), 'It does not exist.'],
  ['read', () => readFileSync(here), 'It is a directory.'],
  [
    'read',
    () => readFileSync(join(import.meta.filename, 'below')),
    'It lies below something that is not a directory.',
  ],
  ['written', () => writeFileSync(join(absent, 'file'), ''), 'Its folder is not there.'],
] as const)('what cannot be %s is told in plain words', (wanted, action, why) => {
  expect(whyFile(thrownBy(action), wanted)).toBe(why);
});

test('a right that lacks is named', () => {
  const refused = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  expect(whyFile(refused, 'read')).toBe('It may not be read by this user.');
  expect(whyFile(refused, 'written')).toBe('It may not be written by this user.');
});

test('what is not known here keeps its own words', () => {
  expect(whyFile(new Error('/out is not an ordinary file'), 'written')).toBe(
    '/out is not an ordinary file.',
  );
  expect(whyFile('thrown', 'read')).toBe('The reason is not known.');
});

test('the code of whatever was thrown', () => {
  expect(codeOf(thrownBy(() => readFileSync(absent)))).toBe('ENOENT');
  expect([codeOf(new Error('x')), codeOf('x'), codeOf(undefined)]).toEqual(['', '', '']);
});
