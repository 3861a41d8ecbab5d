import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/basics/errors.js';
import { emptyState, type State } from '../../src/engine/state.js';
import { defaultStatePath, openState, stateWriter } from '../../src/engine/state-file.js';
import { temporaryFolder } from '../commands/run-program.js';

const target = { authentik: 'https://auth.example.com', instance: 'ssoins-1234567890abcdef' };
const now = new Date('2026-11-25T10:00:00.000Z');
const acting = { acts: true, now };
let folder = temporaryFolder();
let path = '';

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'below', 'state.json');
});

afterEach(() => folder.remove());

function put(text: string, at = path): void {
  mkdirSync(join(at, '..'), { recursive: true });
  writeFileSync(at, text);
}

const stateWith = (serial: number) => ({ ...emptyState(target), serial });
const siblings = () => readdirSync(join(path, '..')).sort();
const noSpace = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));

/** Opens and saves once, as a run that acts does. */
async function openAndSave(): Promise<{ state: State; remarks: readonly string[] }> {
  const { state, remarks, aside } = await openState(path, target, acting);
  await stateWriter(path, aside)({ ...state, serial: state.serial + 1 });
  return { state, remarks };
}

describe('writing the state', () => {
  test('gives a file that only its owner can read, in a folder of its own', async () => {
    await stateWriter(path)(stateWith(3));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    expect((await openState(path, target, acting)).state).toEqual(stateWith(3));
    expect(siblings()).toEqual(['state.json']);
  });

  test('closes a file that was open to others, and its backup', async () => {
    put(JSON.stringify(stateWith(1)));
    chmodSync(path, 0o644);
    await stateWriter(path)(stateWith(2));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}.backup`).mode & 0o777).toBe(0o600);
  });

  test('keeps what stood there before this run, and only that', async () => {
    put(JSON.stringify(stateWith(7)));
    const write = stateWriter(path);
    await write(stateWith(8));
    await write(stateWith(9));
    expect(JSON.parse(readFileSync(`${path}.backup`, 'utf8')).serial).toBe(7);
    expect(siblings()).toEqual(['state.json', 'state.json.backup']);
  });

  test.each(['state.json', 'state.json.backup'])('follows no link at %s', async (name) => {
    const victim = join(folder.path, 'victim');
    put(JSON.stringify(stateWith(1)));
    writeFileSync(victim, 'precious');
    rmSync(join(path, '..', name), { force: true });
    symlinkSync(victim, join(path, '..', name));
    await expect(stateWriter(path)(stateWith(2))).rejects.toMatchObject({
      why: 'It is a symbolic link, and none is followed.',
    });
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  test('that fails hands over what would have been kept, and leaves the old one whole', async () => {
    put(JSON.stringify(stateWith(40)));
    const write = stateWriter(path, join(path, '..', 'aside'), noSpace);
    const failure = await write(stateWith(41)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExpectedError);
    expect(failure).toMatchObject({
      message: expect.stringContaining('cannot be saved'),
      why: 'The disk is full.',
      unsaved: stateWith(41),
    });
    expect(JSON.parse(readFileSync(path, 'utf8')).serial).toBe(40);
  });

  test('leaves nothing half-written beside it when the place is taken meanwhile', async () => {
    const write = stateWriter(path);
    await write(stateWith(1));
    mkdirSync(join(folder.path, 'other'));
    const other = stateWriter(join(folder.path, 'other'));
    await expect(other(stateWith(1))).rejects.toMatchObject({ unsaved: stateWith(1) });
    expect(readdirSync(folder.path)).toEqual(['below', 'other']);
  });
});

describe('a state file that is not usable', () => {
  const v2 = JSON.stringify(stateWith(1));
  const others = { ...target, instance: 'ssoins-ffffffffffffffff' };
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  test.each([
    ['damaged', 'damaged', ''],
    ['damaged', 'damaged', '\0\0\0\0'],
    ['damaged', 'damaged', v2.slice(0, 5)],
    ['damaged', 'damaged', v2.slice(0, -2)],
    ['damaged', 'damaged', v2.replace('"serial":1', '"serial":1e400')],
    ['damaged', 'damaged', v2.replace('"serial":1', '"serial":-1')],
    ['damaged', 'damaged', v2.replace('"told":{}', '"told":{"x":{"value":1,"at":"yesterday"}}')],
    ['damaged', 'damaged', v2.replace('"told":{}', `"told":{"x":${deep}}`)],
    ['of a later release', 'version-3', v2.replace('"version":2', '"version":3')],
    ['of a later release', 'version-99', '{"format":"authentik-aws/state","version":99}'],
    ['no state file', 'foreign', '[]'],
    ['no state file', 'foreign', '{"name":"authentik-aws","version":"1.0.0"}'],
    ['no state file', 'foreign', 'name: value\n'],
    ['no state file', 'foreign', deep],
    ['of another set-up', 'other-set-up', JSON.stringify(emptyState(others))],
  ])('is told to be %s and is kept whole as %s: %.60s', async (word, kind, text) => {
    put(text);
    const { state, remarks } = await openAndSave();
    const aside = `${path}.${kind}-2026-11-25T10-00-00-000Z`;
    expect(state).toEqual(emptyState(target));
    expect(remarks).toEqual([expect.stringContaining(word)]);
    expect(remarks[0]).toContain(aside);
    expect(remarks[0]).toContain('Nothing is made twice');
    expect(readFileSync(aside, 'utf8')).toBe(text);
    expect((await openState(path, target, acting)).state.serial).toBe(1);
  });

  test('never takes the place of one that was kept before', async () => {
    for (const text of ['{1', '{2', '{3']) {
      put(text);
      await openAndSave();
    }
    const kept = siblings().filter((name) => name.includes('damaged'));
    expect(kept.map((name) => readFileSync(join(path, '..', name), 'utf8'))).toEqual([
      '{1',
      '{2',
      '{3',
    ]);
  });

  test('stays where it is while nothing is saved, and for a command that only looks', async () => {
    put('{');
    await openState(path, target, acting);
    const { remarks } = await openState(path, target, { acts: false });
    expect(remarks).toEqual([expect.stringContaining('It stays where it is.')]);
    expect(siblings()).toEqual(['state.json']);
    expect(readFileSync(path, 'utf8')).toBe('{');
  });

  test('is not read when it is larger than any state', async () => {
    put(' '.repeat(17 * 1024 * 1024));
    const { state, remarks } = await openState(path, target, acting);
    expect(state).toEqual(emptyState(target));
    expect(remarks).toEqual([expect.stringContaining('no state file')]);
  });

  test('names for its keys what every object has, and changes nothing by it', async () => {
    const hostile = '{"__proto__":{"origin":"made","name":"x","at":"2026-11-25T10:00:00Z"}}';
    put(v2.replace('"things":{}', `"things":${hostile}`));
    const { state } = await openState(path, target, acting);
    expect(Object.getPrototypeOf(state.things)).toBe(Object.prototype);
    expect(Object('').origin).toBeUndefined();
  });
});

describe('the state of the release before', () => {
  const text = readFileSync(new URL('state-version-1.json', import.meta.url), 'utf8');
  const old = Object(JSON.parse(text));

  test('is understood whole', async () => {
    put(text);
    const { state, remarks } = await openState(path, old.target, { acts: false });
    expect(remarks).toEqual([]);
    expect(state).toEqual({ ...old, version: 2, left: {} });
    expect(state.things['scim-provider']).toMatchObject({ origin: 'made', id: '2' });
  });

  test('is kept beside the new one', async () => {
    put(text);
    const { state, remarks, aside } = await openState(path, old.target, acting);
    expect(remarks).toEqual([expect.stringContaining('All of it is understood')]);
    await stateWriter(path, aside)(state);
    expect(readFileSync(`${path}.version-1-2026-11-25T10-00-00-000Z`, 'utf8')).toBe(text);
    expect((await openState(path, old.target, acting)).state).toEqual(state);
  });
});

describe('opening the state', () => {
  test('without a file begins anew, without a remark and without making one', async () => {
    expect(await openState(path, target, acting)).toEqual({
      state: emptyState(target),
      remarks: [],
    });
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('refuses what is there but cannot be read', async () => {
    mkdirSync(path, { recursive: true });
    await expect(openState(path, target, acting)).rejects.toMatchObject({
      message: expect.stringContaining('cannot be read'),
      why: 'It is a directory.',
    });
  });

  test.each([true, false])('refuses a link and names what it leads to (acts: %s)', async (acts) => {
    const real = join(folder.path, 'real.json');
    writeFileSync(real, JSON.stringify(stateWith(1)));
    mkdirSync(join(path, '..'));
    symlinkSync(real, path);
    await expect(openState(path, target, { acts })).rejects.toMatchObject({
      exit: 'usage',
      next: [expect.stringContaining(real)],
    });
  });
});

test('what another command adds to a thing outlives a run that does not know of it', async () => {
  const before = { launchUrl: { was: '', left: 'https://d-1234567890.awsapps.com/start' } };
  const made = { origin: 'adopted', name: 'aws', at: now.toISOString(), before, later: { x: 1 } };
  put(JSON.stringify({ ...stateWith(1), things: { application: made } }));
  await openAndSave();
  expect((await openState(path, target, acting)).state.things.application).toEqual(made);
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
