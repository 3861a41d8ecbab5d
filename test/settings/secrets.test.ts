import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redact } from '../../src/basics/secret.js';
import { resolveSettings } from '../../src/settings/resolve.js';
import { given } from './given.js';
import { troubleOf, wordsOf } from './trouble.js';

const canary = 'canary-Jx4Tq8';
let cwd = '';

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'authentik-aws-'));
  writeFileSync(join(cwd, 'token'), `  Bearer ${canary}\r\n`);
  writeFileSync(join(cwd, 'two lines'), `${canary}\nsecond`);
  writeFileSync(join(cwd, 'empty'), '\n');
  writeFileSync(join(cwd, 'large'), canary.repeat(10_000));
});

afterAll(() => rmSync(cwd, { recursive: true }));

describe('the API token', () => {
  test.each(['token', './token'])('is read from the file %s below the directory', (file) => {
    const { values, sources } = resolveSettings(
      given({ cwd, flags: { authentikTokenFile: file } }),
    );
    expect(values.authentikToken?.reveal()).toBe(canary);
    expect(sources.authentikToken).toBe('flag');
  });

  test('is read from standard input', () => {
    const readStdin = () => `${canary}\n`;
    const settings = resolveSettings(given({ flags: { authentikTokenFile: '-' }, readStdin }));
    expect(settings.values.authentikToken?.reveal()).toBe(canary);
  });

  test.each(['env', 'dotenv'])('is read from its variable (%s), without white space', (place) => {
    const settings = resolveSettings(given({ [place]: { AUTHENTIK_TOKEN: ` ${canary} ` } }));
    expect(settings.values.authentikToken?.reveal()).toBe(canary);
  });

  test('shows in no form of the settings', () => {
    const settings = resolveSettings(given({ env: { AUTHENTIK_TOKEN: canary } }));
    expect(JSON.stringify(settings)).not.toContain(canary);
    expect(inspect(settings, { depth: 9 })).not.toContain(canary);
  });

  test.each([
    ['absent', 'The file absent cannot be read. It does not exist.'],
    ['.', 'It is a directory.'],
    ['token/below', 'It lies below something that is not a directory.'],
    ['large', 'too large'],
    ['empty', 'empty'],
    ['two lines', 'white space'],
  ])('is refused from the file "%s": it %s', (file, reason) => {
    const action = () => resolveSettings(given({ cwd, flags: { authentikTokenFile: file } }));
    const words = wordsOf(troubleOf(action));
    expect(words).toContain('--authentik-token-file cannot be used');
    expect(words).toContain(reason);
    expect(words).not.toContain(canary);
  });
});

test('standard input that is too long to be a secret is refused', () => {
  const readStdin = () => canary.repeat(10_000);
  const flags = { authentikTokenFile: '-' };
  const words = wordsOf(troubleOf(() => resolveSettings(given({ flags, readStdin }))));
  expect(words).toContain('Standard input is too long to be a secret');
  expect(words).not.toContain(canary);
});

test.skipIf(process.platform === 'win32')('a device without an end is no file of a secret', () => {
  const flags = { authentikTokenFile: '/dev/zero' };
  expect(wordsOf(troubleOf(() => resolveSettings(given({ flags }))))).toContain('too large');
});

test('a token given where its file belongs is no path to repeat', () => {
  const token = `canary${'a1B2'.repeat(15)}`;
  const flags = { authentikTokenFile: token };
  const words = wordsOf(troubleOf(() => resolveSettings(given({ cwd, flags }))));
  expect(redact(words)).toContain('The file •••••• cannot be read');
  expect(redact(words)).not.toContain('canary');
});

describe('a token as the value of a flag', () => {
  const spoken = 'canary-spoken-aloud';
  const action = () =>
    resolveSettings(given({ flags: { authentikToken: spoken, certificateDays: 'x' } }));

  test('is refused with the way to pass it, along with all else that is wrong', () => {
    const error = troubleOf(action);
    expect(error.message).toBe('2 inputs cannot be used');
    expect(wordsOf(error)).toMatch(/Set the variable AUTHENTIK_TOKEN, or name a file with/);
  });

  test('is not repeated, and hidden from whoever prints it after that', () => {
    expect(wordsOf(troubleOf(action))).not.toContain(spoken);
    expect(redact(`argv: ${spoken}`)).not.toContain(spoken);
  });

  test('is refused where the value is left out, too', () => {
    const error = troubleOf(() => resolveSettings(given({ flags: { authentikToken: true } })));
    expect(error.message).toBe('--authentik-token cannot be used');
    expect(error.why).toMatch(/^A secret is never the value of a flag/);
  });
});
