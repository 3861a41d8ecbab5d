import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readStandardInput } from '../../src/settings/standard-input.js';
import { troubleOf } from './trouble.js';

const opened: (() => void)[] = [];

afterEach(() => {
  for (const close of opened.splice(0)) close();
});

function descriptorOf(path: string, mode: string): number {
  const descriptor = openSync(path, mode);
  opened.push(() => closeSync(descriptor));
  return descriptor;
}

test('reads to the end', () => {
  const folder = mkdtempSync(join(tmpdir(), 'authentik-aws-'));
  opened.push(() => rmSync(folder, { recursive: true }));
  const text = 'käse '.repeat(50_000);
  writeFileSync(join(folder, 'piped'), text);
  const descriptor = descriptorOf(join(folder, 'piped'), 'r');
  expect(readStandardInput(1_000_000, descriptor)).toBe(text);
});

test.skipIf(process.platform === 'win32')('stops at what has no end', () => {
  const text = readStandardInput(1000, descriptorOf('/dev/zero', 'r'));
  expect(text.length).toBeGreaterThan(1000);
  expect(text.length).toBeLessThan(1_000_000);
});

test.skipIf(process.platform === 'win32')('refuses a terminal, which would show the secret', () => {
  const terminal = descriptorOf('/dev/ptmx', 'r+');
  expect(troubleOf(() => readStandardInput(9, terminal)).message).toMatch(/is a terminal/);
});
