import { describe, expect, it } from 'vitest';
import { createStyle, printableStyled, useColour } from '../../src/terminal/style.js';

describe('useColour', () => {
  it.each([
    ['a terminal', { env: {}, isTty: true }, true],
    ['a pipe', { env: {}, isTty: false }, false],
    ['NO_COLOR', { env: { NO_COLOR: '1' }, isTty: true }, false],
    ['an empty NO_COLOR, which counts as absent', { env: { NO_COLOR: '' }, isTty: true }, true],
    ['FORCE_COLOR in a pipe', { env: { FORCE_COLOR: '1' }, isTty: false }, true],
    ['FORCE_COLOR=0 on a terminal', { env: { FORCE_COLOR: '0' }, isTty: true }, false],
    ['both, as Node has it', { env: { FORCE_COLOR: '1', NO_COLOR: '1' }, isTty: false }, true],
    ['TERM=dumb', { env: { TERM: 'dumb' }, isTty: true }, false],
    [
      '--no-color over FORCE_COLOR',
      { color: false, env: { FORCE_COLOR: '1' }, isTty: true },
      false,
    ],
    ['--color over NO_COLOR', { color: true, env: { NO_COLOR: '1' }, isTty: false }, true],
  ])('decides for %s', (_what, question, colour) => {
    expect(useColour(question)).toBe(colour);
  });
});

describe('createStyle', () => {
  it('styles whatever stdout is, and leaves text alone when off', () => {
    expect(createStyle(true).red('no')).toBe('\x1b[31mno\x1b[39m');
    expect(createStyle(false).red('no')).toBe('no');
  });
});

describe('printableStyled', () => {
  const styled = `${createStyle(true).bold('Plan')} \x1b[8mhidden\x1b[2J`;

  it('lets the styles of the views through and nothing else', () => {
    expect(printableStyled(styled, true)).toBe('\x1b[1mPlan\x1b[22m \\x1b[8mhidden\\x1b[2J');
  });

  it('drops the styles too where there is no colour', () => {
    expect(printableStyled(styled, false)).toBe('Plan \\x1b[8mhidden\\x1b[2J');
  });
});
