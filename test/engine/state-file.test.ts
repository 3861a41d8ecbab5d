import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/basics/errors.js';
import { emptyState } from '../../src/engine/state.js';
import { defaultStatePath, openState, stateWriter } from '../../src/engine/state-file.js';
import { temporaryFolder } from '../commands/run-program.js';

const target = { authentik: 'https://auth.example.com', instance: 'ssoins-1234567890abcdef' };
let folder = temporaryFolder();
let path = '';

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'below', 'state.json');
});

afterEach(() => folder.remove());

function put(text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

const stateWith = (serial: number) => ({ ...emptyState(target), serial });
const siblings = () => readdirSync(join(path, '..')).sort();

describe('writing the state', () => {
  test('gives a file that only its owner can read, in a folder of its own', async () => {
    await stateWriter(path)(stateWith(3));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    expect((await openState(path, target)).state).toEqual(stateWith(3));
  });

  test('closes a file that was open to others', async () => {
    put(JSON.stringify(stateWith(1)));
    chmodSync(path, 0o644);
    await stateWriter(path)(stateWith(2));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('keeps what stood there before this run, and only that', async () => {
    put(JSON.stringify(stateWith(7)));
    const write = stateWriter(path);
    await write(stateWith(8));
    await write(stateWith(9));
    expect(JSON.parse(readFileSync(`${path}.backup`, 'utf8')).serial).toBe(7);
    expect(siblings()).toEqual(['state.json', 'state.json.backup']);
  });

  test.each(['', '{"format":', '[]', '{"format":"authentik-aws/state","version":2}'])(
    'keeps a file aside that it does not understand: %s',
    async (text) => {
      put(text);
      const { state, remarks } = await openState(path, target);
      expect(state).toEqual(emptyState(target));
      expect(remarks).toEqual([expect.stringContaining(path)]);
      await stateWriter(path)(stateWith(1));
      const aside = siblings().find((name) => name.startsWith('state.json.unreadable-'));
      expect(readFileSync(join(path, '..', aside ?? ''), 'utf8')).toBe(text);
    },
  );

  test('that fails says what would have been kept', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    const write = stateWriter(join(folder.path, 'file', 'state.json'));
    const failure = await write(stateWith(41)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExpectedError);
    expect(failure).toMatchObject({ message: expect.stringContaining('cannot be saved') });
    expect(JSON.stringify(failure)).toContain('41');
  });
});

describe('opening the state', () => {
  test('without a file begins anew, without a remark and without making one', async () => {
    expect(await openState(path, target)).toEqual({ state: emptyState(target), remarks: [] });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test.each([
    { ...target, authentik: 'https://other.example.com' },
    { ...target, instance: 'ssoins-ffffffffffffffff' },
  ])('refuses the file of another set-up: %o', async (other) => {
    put(JSON.stringify(emptyState(other)));
    const failure = await openState(path, target).catch((error: unknown) => error);
    expect(failure).toMatchObject({ exit: 'usage', why: expect.stringContaining(other.instance) });
    expect(failure).toMatchObject({ why: expect.stringContaining(other.authentik) });
  });

  test('refuses what is there but cannot be read', async () => {
    mkdirSync(path, { recursive: true });
    const failure = await openState(path, target).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringContaining('cannot be read') });
  });
});

test('every target has a default file of its own, named after it', () => {
  const paths = [
    target,
    { ...target, authentik: 'https://auth.example.com/sub' },
    { ...target, authentik: 'https://auth.example.com:8443' },
    { ...target, instance: 'ssoins-ffffffffffffffff' },
  ].map(defaultStatePath);
  expect(new Set(paths).size).toBe(paths.length);
  for (const each of paths) expect(each).toMatch(/auth\.example\.com[\w.-]*--ssoins-\w+\.json$/);
});
