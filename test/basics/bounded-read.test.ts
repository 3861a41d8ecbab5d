import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadFileAtMost, readFileAtMost } from '../../src/basics/bounded-read.js';

let folder = '';
const content = Buffer.from('ä'.repeat(100_000));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'authentik-aws-'));
  writeFileSync(join(folder, 'file'), content);
  writeFileSync(join(folder, 'empty'), '');
  symlinkSync(join(folder, 'file'), join(folder, 'link'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const readers = {
  'at once': async (path: string, limit: number) => readFileAtMost(path, limit),
  'in its turn': (path: string, limit: number) => loadFileAtMost(path, limit),
};

describe.each(Object.entries(readers))('a file is read %s', (_how, read) => {
  test.each([
    ['file', 200_000, 200_000],
    ['file', 1_000_000, 200_000],
    ['link', 200_000, 200_000],
    ['empty', 10, 0],
  ])('%s within %i bytes: whole', async (name, limit, length) => {
    const got = await read(join(folder, name), limit);
    expect(got.equals(content.subarray(0, length))).toBe(true);
  });

  test('past its limit: longer than that, and not much', async () => {
    const got = await read(join(folder, 'file'), 1000);
    expect(got.length).toBeGreaterThan(1000);
    expect(got.length).toBeLessThan(1000 + 2 * 65_536);
  });

  test.skipIf(process.platform === 'win32')('what has no end ends', async () => {
    expect((await read('/dev/zero', 1000)).length).toBeGreaterThan(1000);
  });

  test('what is not there, or is a folder, throws what Node throws', async () => {
    await expect(read(join(folder, 'absent'), 9)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(read(folder, 9)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

test.skipIf(process.platform === 'win32')('a pipe is read to its end', () => {
  const pipe = join(folder, 'pipe');
  const made = 'mkfifo "$0" && (printf secret > "$0") > /dev/null 2>&1 &';
  execFileSync('sh', ['-c', `${made} until [ -p "$0" ]; do :; done`, pipe]);
  expect(readFileAtMost(pipe, 100).toString()).toBe('secret');
});

test.skipIf(process.platform === 'win32')(
  'a link is not followed where none is wanted',
  async () => {
    const load = loadFileAtMost(join(folder, 'link'), 1_000_000, 'refuse');
    await expect(load).rejects.toMatchObject({ code: 'ELOOP' });
  },
);
