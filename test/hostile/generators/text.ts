import fc from 'fast-check';

/** What steers a terminal, hides in a name or breaks a format; each whole, as an attacker has it. */
const attacks = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
  ...Array.from({ length: 0x21 }, (_, at) => String.fromCharCode(0x7f + at)),
  '\x1b[2J\x1b[H',
  '\x1b[31m',
  '\x1b[8m',
  '\x1b]0;title\x07',
  '\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\',
  '\x1b]52;c;ZWNobyBoaQ==\x07',
  '\x1bP1000p\x1b\\',
  '\x9b31m',
  '\x9d52;c;eA==\x9c',
  '\u200b',
  '\u200d',
  '\u2060',
  '\u00ad',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u061c',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufff9',
  '\u{e0041}',
  '\ud800',
  '\udfff',
  '\r\n',
  "'",
  '"',
  '`',
  '\\',
  '<',
  '&amp;',
  '%00',
  '%s',
  '../',
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\uff1d1',
  ';=1',
  ',',
  ';',
  '__proto__',
  'constructor',
];

/** One of the attacks. */
export const attack = fc.constantFrom(...attacks);

/** Words with attacks between, before and after them, or any signs at all. */
export const hostileText = fc.oneof(
  { weight: 4, arbitrary: mixed(fc.constantFrom('alice', 'AWS', ' ', '@example.com', 'ü', '🙂')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);

function mixed(words: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const parts = fc.array(fc.oneof(words, attack), { minLength: 1, maxLength: 8 });
  return parts.map((each) => each.join(''));
}

/** A text with an attack put into it somewhere. */
export function spoilt(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, attack, fc.nat()).map(([good, bad, place]) => {
    const at = place % (good.length + 1);
    return good.slice(0, at) + bad + good.slice(at);
  });
}
