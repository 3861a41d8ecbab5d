import { describe, expect, test } from 'vitest';
import { foreignConsent } from '../../src/commands/foreign-consent.js';
import type { Change } from '../../src/engine/change.js';
import { resolveSettings } from '../../src/settings/resolve.js';
import { screen } from '../terminal/screen.js';
import { type Line, ScriptedAsk } from '../terminal/scripted-ask.js';
import { oneLine } from './run-program.js';

const ours: Change = { action: 'update', object: 'SAML provider "AWS"', of: 'saml-provider' };
const theirs: Change = {
  action: 'update',
  object: 'application "aws"',
  fields: [{ field: 'provider', from: 'none', to: 'AWS' }],
  of: 'application',
  foreign: true,
};
const later: Change = {
  ...theirs,
  fields: [{ field: 'launch URL', from: 'none', to: 'https://x' }],
};
const question = 'Change what somebody else made?';

function desk(tty: boolean, flags: Record<string, unknown>, ...script: Line[]) {
  const ask = new ScriptedAsk(...script);
  const terminal = screen({ tty, color: false });
  const settings = resolveSettings({ flags, env: {}, dotenv: {}, cwd: '/' });
  return { ask, terminal, settings };
}

describe('at a terminal', () => {
  test('nothing is asked about what this tool made', async () => {
    const on = desk(true, {});
    const consent = foreignConsent(on);
    expect(await consent.ask([ours])).toBe(true);
    expect(await consent.permit({ changes: [ours] })).toEqual({ kind: 'granted' });
    expect(on.ask.asked).toEqual([]);
  });

  test('it is asked once for an object, which is named with its fields', async () => {
    const on = desk(true, {}, [question, true]);
    const consent = foreignConsent(on);
    expect(await consent.ask([ours, theirs])).toBe(true);
    expect(oneLine(on.terminal.err.text)).toBe(
      '~ application "aws", made by somebody else provider none → AWS',
    );
    expect(await consent.permit({ changes: [later] })).toEqual({ kind: 'granted' });
    expect(on.ask.asked).toHaveLength(1);
  });

  test('--yes does not imply it, and no is no', async () => {
    const on = desk(true, { yes: true }, [question, false], [question, false]);
    const consent = foreignConsent(on);
    expect(await consent.ask([theirs])).toBe(false);
    expect(on.terminal.err.text).toContain('Nothing was changed.');
    expect(await consent.permit({ changes: [theirs] })).toMatchObject({ kind: 'declined' });
  });
});

describe('with nobody to ask', () => {
  test('it stops and says which flag it takes, object by object', async () => {
    const failure = await foreignConsent(desk(false, {}))
      .ask([ours, theirs])
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      exit: 'waiting',
      why: 'It is about application "aws" (provider none → AWS). Nothing was changed.',
      next: [expect.stringContaining('--accept-adopted-changes'), expect.any(String)],
    });
  });

  test('what turns up in the middle of a run waits, and the flag is named', async () => {
    const permission = await foreignConsent(desk(false, {})).permit({ changes: [theirs] });
    expect(permission).toMatchObject({
      kind: 'waiting',
      waiting: { bring: [expect.stringContaining('--accept-adopted-changes')] },
    });
  });

  test.each([
    ['the flag', desk(false, { acceptAdoptedChanges: true }), []],
    ['a plan that was reviewed', desk(false, {}), [theirs]],
  ])('%s is the consent', async (_what, on, agreed) => {
    const consent = foreignConsent(on, agreed);
    expect(await consent.ask([theirs])).toBe(true);
    expect(await consent.permit({ changes: [later] })).toEqual({ kind: 'granted' });
  });

  test('a plan that was reviewed is the consent to what it names, and to nothing else', async () => {
    const other: Change = { ...theirs, object: 'SCIM provider "X"', of: 'scim-provider' };
    const consent = foreignConsent(desk(false, {}), [theirs]);
    expect(await consent.permit({ changes: [other] })).toMatchObject({ kind: 'waiting' });
  });
});
