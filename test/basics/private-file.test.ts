import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseBoundedJson, readAtMost } from '../../src/basics/bounded-json.js';
import { writePrivately } from '../../src/basics/private-file.js';
import { temporaryFolder } from '../commands/run-program.js';

const makePipe = (at: string) => execFileSync('/usr/bin/env', ['mkfifo', at]);
let folder = temporaryFolder();
let path = '';

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'file');
});

afterEach(() => folder.remove());

test('a file is written for its owner alone, and nothing is left beside it', async () => {
  writeFileSync(path, 'old');
  chmodSync(path, 0o666);
  await writePrivately(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.path)).toEqual(['file']);
});

test.each(['a link', 'a dangling link', 'a folder', 'a pipe'])(
  '%s is not replaced',
  async (kind) => {
    const other = join(folder.path, 'other');
    if (kind === 'a link') writeFileSync(other, 'precious');
    if (kind.endsWith('link')) symlinkSync(other, path);
    else if (kind === 'a folder') mkdirSync(path);
    else makePipe(path);
    const before = readdirSync(folder.path);
    await expect(writePrivately(path, 'new')).rejects.toThrow(/symbolic link|ordinary file/);
    expect(readdirSync(folder.path)).toEqual(before);
    if (kind === 'a link') expect(readFileSync(other, 'utf8')).toBe('precious');
  },
);

test('nothing is left where the folder is not there', async () => {
  await expect(writePrivately(join(folder.path, 'no', 'file'), 'x')).rejects.toThrow('ENOENT');
});

test('no more is read than was asked for, and nobody waits at a pipe', async () => {
  writeFileSync(path, '12345');
  expect(await readAtMost(path, 5)).toEqual({ text: '12345' });
  expect(await readAtMost(path, 4)).toEqual({ tooLarge: true });
  const pipe = join(folder.path, 'pipe');
  makePipe(pipe);
  await expect(readAtMost(pipe, 5)).rejects.toThrow('not an ordinary file');
});

test.each([
  ['{"a":[1]}', { a: [1] }],
  ['', undefined],
  ['{', undefined],
  [`${'['.repeat(60)}${']'.repeat(60)}`, expect.anything()],
  [`${'['.repeat(70)}${']'.repeat(70)}`, undefined],
  [`${'{"a":'.repeat(99_999)}1${'}'.repeat(99_999)}`, undefined],
])('JSON of sensible depth is read: %.20s', (text, value) => {
  expect(parseBoundedJson(text)).toEqual(value);
});
