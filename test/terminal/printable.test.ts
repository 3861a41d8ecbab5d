import { describe, expect, it } from 'vitest';
import { jsonText, oneLine, printable } from '../../src/terminal/printable.js';

describe('printable', () => {
  it.each([
    ['colour', '\x1b[31mred', '\\x1b[31mred'],
    ['window title', '\x1b]0;owned\x07', '\\x1b]0;owned\\x07'],
    ['C1 control sequence', '\x9b2J', '\\x9b2J'],
    ['carriage return over a line', 'safe\rfake', 'safe\\x0dfake'],
    ['backspace', 'a\bb', 'a\\x08b'],
    ['null', 'a\0b', 'a\\x00b'],
    ['delete', 'a\x7fb', 'a\\x7fb'],
    ['bidirectional override', 'user\u202Egpj.exe', 'user\\u{202e}gpj.exe'],
    ['zero-width space in a name', 'alice\u200B@example.com', 'alice\\u{200b}@example.com'],
    ['soft hyphen', 'ali\u00ADce', 'ali\\xadce'],
    ['byte order mark', '\uFEFFalice', '\\u{feff}alice'],
    ['tag characters', 'a\u{E0041}', 'a\\u{e0041}'],
    ['line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['lone surrogate', 'a\uD800b', 'a\\u{d800}b'],
  ])('shows a %s instead of obeying it', (_what, hostile, shown) => {
    expect(printable(hostile)).toBe(shown);
  });

  it.each(['alice@example.com', 'José Núñez', '田中太郎', 'Ünïcödé ✓ → •', 'emoji 🙂'])(
    'leaves %s as it is',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  it('keeps lines, in one form, and makes tabs two spaces', () => {
    expect(printable('one\r\ntwo\n\tthree')).toBe('one\ntwo\n  three');
  });

  it('puts a name that forges a line on one line', () => {
    expect(oneLine('bob\n✓ everything is in place')).toBe('bob ✓ everything is in place');
  });
});

describe('jsonText', () => {
  it('is the same data, with nothing in it that a terminal would obey', () => {
    const value = { name: 'a\x1b[2J\x9b\u202E\u{E0041}\uD800', lines: 'one\ntwo\tthree' };
    const text = jsonText(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text.match(/[\p{Cc}\p{Cf}\p{Cs}]/gu)?.every((character) => character === '\n')).toBe(
      true,
    );
  });
});
