import { describe, expect, it } from 'vitest';
import { whyNobodyCanBeAsked } from '../../src/terminal/can-ask.js';
import { screen } from './screen.js';

const present = { stdinIsTty: true, stderrIsTty: true, env: {} };

describe('whyNobodyCanBeAsked', () => {
  it.each([
    ['somebody is there', present, undefined],
    ['CI=false', { ...present, env: { CI: 'false' } }, undefined],
    ['an empty CI', { ...present, env: { CI: '' } }, undefined],
    ['--no-input', { ...present, input: false }, '--no-input was given'],
    ['--json', { ...present, json: true }, '--json was given'],
    ['stdin from a file', { ...present, stdinIsTty: false }, 'stdin is not a terminal'],
    ['stderr to a file', { ...present, stderrIsTty: false }, 'stderr is not a terminal'],
    ['CI', { ...present, env: { CI: 'true' } }, 'the variable CI is set'],
    ['TERM=dumb', { ...present, env: { TERM: 'dumb' } }, 'TERM=dumb cannot show a prompt'],
  ])('%s', (_what, circumstances, why) => {
    expect(whyNobodyCanBeAsked(circumstances)).toBe(why);
  });
});

describe('a terminal', () => {
  it('can ask when it is one, even with stdout in a pipe, and says why when not', () => {
    expect(screen({ tty: true }).canAsk).toBe(true);
    expect(screen({ tty: true }).whyNotAsk).toBeUndefined();
    expect(screen().canAsk).toBe(false);
    expect(screen().whyNotAsk).toBe('stdin is not a terminal');
  });
});
