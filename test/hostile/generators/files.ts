import fc from 'fast-check';
import { hostileText } from './text.js';

/** A `.env` file and the values that it means. */
export interface DotenvFile {
  readonly content: string;
  readonly values: Readonly<Record<string, string>>;
}

const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,12}$/);
const plain = fc.stringMatching(/^[A-Za-z0-9_:/.,@+=-]{1,20}$/);
const spaced = fc.stringMatching(/^[A-Za-z0-9 #=_:/.,$\n-]{0,30}$/);

/** One assignment in a way that people write it. */
const assignment = fc
  .tuple(
    name,
    fc.oneof(
      plain.map((value) => [value, value] as const),
      spaced.map((value) => [`"${value}"`, value] as const),
      spaced.map((value) => [`'${value}'`, value] as const),
      spaced.map((value) => [`\`${value}\``, value] as const),
    ),
    fc.constantFrom('', 'export ', 'export   '),
    fc.constantFrom('=', ' = ', '= '),
    fc.constantFrom('', ' ', ' # a comment'),
  )
  .map(([key, [written, value], before, equals, after]) => ({
    line: `${before}${key}${equals}${written}${after}`,
    key,
    value,
  }));

/** A whole file, with comments, blank lines, either line end and a byte order mark. */
export const dotenvFile: fc.Arbitrary<DotenvFile> = fc
  .tuple(
    fc.array(assignment, { maxLength: 6 }),
    fc.constantFrom('\n', '\r\n', '\n\n', '\n# note\n', '\n   # a "note\n'),
    fc.constantFrom('', '\uFEFF', '# first\n'),
  )
  .map(([lines, between, start]) => ({
    content: start + lines.map(({ line }) => line).join(between),
    values: Object.fromEntries(lines.map(({ key, value }) => [key, value])),
  }));

/** Any bytes: binary, text in any encoding, and assignments of hostile text. */
export const hostileBytes: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.array(hostileText, { maxLength: 4 }).map((lines) => Buffer.from(lines.join('\n'))),
  fc
    .array(fc.tuple(fc.oneof(name, hostileText), hostileText), { maxLength: 4 })
    .map((pairs) => Buffer.from(pairs.map(([key, value]) => `${key}=${value}`).join('\n'))),
  fc
    .tuple(hostileText, fc.constantFrom<BufferEncoding>('utf16le', 'latin1'))
    .map(([text, as]) => Buffer.from(`A=${text}`, as)),
  fc.constantFrom(70_000, 1_100_000).map((size) => Buffer.alloc(size, 'A=x\n')),
);
