import { Raised } from './errors.js';
import { type Callable, characters, type PythonValue, typeName } from './values.js';

/** What Python takes for white space; JavaScript's `\s` differs at both ends. */
const space =
  '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const before = new RegExp(`^${space}+`, 'u');
const behind = new RegExp(`${space}+$`, 'u');
/** Python prints everything but controls, formats and the like, and of spaces only the plain one. */
const printable = /^(?:[^\p{C}\p{Z}]| )*$/u;

/** The methods of texts that mappings use, by name. */
export const textMethods: ReadonlyMap<string, (text: string) => Callable> = new Map<
  string,
  (text: string) => Callable
>([
  ['isascii', (text) => () => characters(text).every((each) => each <= '\x7f')],
  ['isprintable', (text) => () => printable.test(text)],
  ['isspace', (text) => () => text !== '' && text.replace(before, '') === ''],
  ['lower', (text) => () => text.toLowerCase()],
  ['upper', (text) => () => text.toUpperCase()],
  ['strip', (text) => (set) => right(left(text, set), set)],
  ['lstrip', (text) => (set) => left(text, set)],
  ['rstrip', (text) => (set) => right(text, set)],
  ['startswith', (text) => (part) => text.startsWith(asText(part))],
  ['endswith', (text) => (part) => text.endsWith(asText(part))],
  ['replace', (text) => (old, other) => text.replaceAll(asText(old), () => asText(other))],
  ['split', (text) => (separator, most) => split(text, separator ?? null, most ?? -1)],
  ['partition', (text) => (separator) => partition(text, asText(separator))],
  ['join', (text) => (parts) => join(text, parts)],
]);

function left(text: string, set: PythonValue | undefined): string {
  if (set === undefined || set === null) return text.replace(before, '');
  const all = characters(text);
  const first = all.findIndex((each) => !asText(set).includes(each));
  return first < 0 ? '' : all.slice(first).join('');
}

function right(text: string, set: PythonValue | undefined): string {
  if (set === undefined || set === null) return text.replace(behind, '');
  const turned = (each: string) => characters(each).reverse().join('');
  return turned(left(turned(text), set));
}

function split(text: string, separator: PythonValue, most: PythonValue): string[] {
  const limit = typeof most === 'number' && most >= 0 ? most : Number.POSITIVE_INFINITY;
  return separator === null ? bySpace(text, limit) : byText(text, asText(separator), limit);
}

/** Cuts at white space, leaving out what is empty; the rest keeps the spaces at its end. */
function bySpace(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.replace(before, '');
  while (rest !== '' && parts.length < limit) {
    const [word = ''] = new RegExp(`^(?:(?!${space})[\\s\\S])+`, 'u').exec(rest) ?? [];
    parts.push(word);
    rest = rest.slice(word.length).replace(before, '');
  }
  return rest === '' ? parts : [...parts, rest];
}

function byText(text: string, separator: string, limit: number): string[] {
  if (separator === '') throw new Raised('ValueError', 'empty separator');
  const parts = text.split(separator);
  if (parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

function partition(text: string, separator: string): string[] {
  if (separator === '') throw new Raised('ValueError', 'empty separator');
  const at = text.indexOf(separator);
  if (at < 0) return [text, '', ''];
  return [text.slice(0, at), separator, text.slice(at + separator.length)];
}

function join(text: string, parts: PythonValue | undefined): string {
  if (typeof parts === 'string') return characters(parts).join(text);
  if (!Array.isArray(parts)) throw new Raised('TypeError', 'can only join an iterable');
  return parts.map(asText).join(text);
}

function asText(value: PythonValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new Raised('TypeError', `must be str, not ${typeName(value ?? null)}`);
}
