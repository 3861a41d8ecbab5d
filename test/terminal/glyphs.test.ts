import { describe, expect, it } from 'vitest';
import { foldToAscii, glyphOf, glyphsFor, showsUnicode } from '../../src/terminal/glyphs.js';

describe('showsUnicode', () => {
  it.each<[string, Record<string, string>, NodeJS.Platform, boolean]>([
    ['a UTF-8 locale', { LANG: 'de_DE.UTF-8' }, 'linux', true],
    ['utf8 without a dash', { LC_CTYPE: 'C.utf8' }, 'linux', true],
    ['no locale, as in a container', {}, 'linux', true],
    ['the C locale', { LANG: 'C' }, 'linux', false],
    ['LC_ALL over LANG', { LC_ALL: 'POSIX', LANG: 'en_GB.UTF-8' }, 'linux', false],
    ['an empty LC_ALL', { LC_ALL: '', LANG: 'en_GB.UTF-8' }, 'darwin', true],
    ['ISO 8859', { LANG: 'de_DE.ISO-8859-1' }, 'linux', false],
    ['the Linux console', { TERM: 'linux', LANG: 'en_GB.UTF-8' }, 'linux', false],
    ['an old Windows console', { LANG: 'en_GB.UTF-8' }, 'win32', false],
    ['Windows Terminal', { WT_SESSION: 'a1' }, 'win32', true],
    ['Visual Studio Code on Windows', { TERM_PROGRAM: 'vscode' }, 'win32', true],
  ])('decides for %s', (_what, env, platform, unicode) => {
    expect(showsUnicode(env, platform)).toBe(unicode);
  });
});

describe('glyphs', () => {
  it('has an ASCII sign for every sign', () => {
    expect(Object.values(glyphsFor(false)).join('')).toMatch(/^[\x20-\x7e]+$/);
  });

  it('has no ASCII sign that stands for a change and for something else', () => {
    const { create, update, delete: gone, dash: _dash, ...others } = glyphsFor(false);
    for (const sign of [create, update, gone]) expect(Object.values(others)).not.toContain(sign);
  });

  it('shows a file that is written as something made', () => {
    expect(glyphOf('write', glyphsFor(true))).toBe('+');
    expect(glyphOf('you', glyphsFor(true))).toBe('!');
  });
});

describe('foldToAscii', () => {
  it('folds every sign of the Unicode set and keeps letters', () => {
    const signs = Object.values(glyphsFor(true)).join(' ');
    expect(foldToAscii(signs)).toMatch(/^[\x20-\x7e]+$/);
    expect(foldToAscii('a · b')).toBe('a * b');
    expect(foldToAscii('Actions → “Enable” – José')).toBe('Actions -> "Enable" - José');
  });
});
