import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readDotenv } from '../../src/settings/dotenv.js';
import { troubleOf, wordsOf } from './trouble.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'authentik-aws-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function read(content: string | Buffer): Readonly<Record<string, string>> {
  writeFileSync(join(folder, '.env'), content);
  return readDotenv(folder);
}

test('no file is nothing', () => {
  expect(readDotenv(folder)).toEqual({});
});

describe('what people write is read', () => {
  test.each([
    ['plain', 'A=1\nB=2', { A: '1', B: '2' }],
    ['Windows line ends and a byte order mark', '\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['comments and blank lines', '# a comment\n\n  # another\nA=1 # one\n', { A: '1' }],
    ['export, spaces and quotes', 'export   A=1\n  B = " two "', { A: '1', B: ' two ' }],
    ['the last of two', 'A=1\nA=2', { A: '2' }],
    ['an equals sign in a value', 'A=b=c\nB="#"', { A: 'b=c', B: '#' }],
    ['an empty value', 'A=\nB=2', { A: '', B: '2' }],
    ['a quoted value over lines', 'A="one\ntwo\n"\nB=2', { A: 'one\ntwo\n', B: '2' }],
    ['nothing', '', {}],
  ])('%s', (_, content, values) => {
    expect(read(content)).toEqual(values);
  });
});

describe('a line that would be lost in silence is named, and never its value', () => {
  test.each([
    ['a line without =', 'A=1\n\ncanary\nB=2', 3],
    ['a line without a name', 'A=1\n=canary', 2],
    ['a line after a value over lines', 'A="1\n2"\nB=3\ncanary', 4],
    ['the first of several', '# x\ncanary\ncanary', 2],
    ['a quote that is never closed', 'A=1\nB="canary\nC=1', 2],
  ])('%s', (_, content, line) => {
    const error = troubleOf(() => read(content));
    expect(error.why).toContain(`Line ${line} `);
    expect(error.exit).toBe('usage');
    expect(wordsOf(error)).not.toContain('canary');
  });
});

describe('what is no .env file is refused', () => {
  test('a directory', () => {
    mkdirSync(join(folder, '.env'));
    expect(troubleOf(() => readDotenv(folder)).why).toBe('It is a directory.');
  });

  test.each([
    ['binary', Buffer.from([0x41, 0x3d, 0, 1]), 'binary'],
    ['Latin 1', Buffer.from('A=käse', 'latin1'), 'not UTF-8'],
    ['UTF-16', Buffer.from('A=1', 'utf16le'), 'not UTF-8'],
    ['more than 1 MB', `A=${'x'.repeat(1_048_576)}`, 'larger than 1 MB'],
  ])('%s', (_, content, reason) => {
    expect(troubleOf(() => read(content)).why).toContain(reason);
  });
});
