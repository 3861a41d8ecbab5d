import { BeyondThisSandbox } from './errors.js';

/** One piece of a line. */
export interface Token {
  kind: 'name' | 'keyword' | 'text' | 'number' | 'operator';
  /** For texts what they stand for, for everything else as it is written. */
  value: string;
}

/** A line as Python counts them: one that goes on within brackets is one line. */
export interface Line {
  /** Counted from 1. */
  number: number;
  /** How far it is indented, in characters. */
  indent: number;
  tokens: Token[];
}

const keywords = new Set(
  'and or not in is if elif else for def return raise pass lambda while class import from with try None True False'.split(
    ' ',
  ),
);
const shapes = {
  space: /[ \t]+|\\\n/y,
  comment: /#[^\n]*/y,
  text: /("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/y,
  name: /[A-Za-z_]\w*/y,
  number: /\d+/y,
  operator: /==|!=|<=|>=|[-+*/%<>=()[\]{}.,:]/y,
} as const;

/** Cuts a text into lines of tokens, leaving out comments and empty lines. */
export function tokenise(source: string): Line[] {
  const lines: Line[] = [];
  const text = source.replaceAll('\r\n', '\n');
  let at = 0;
  let number = 1;
  while (at < text.length) {
    const line: Line = { number, indent: 0, tokens: [] };
    const end = readLine(text, at, line);
    if (line.tokens.length > 0) lines.push(line);
    number += text.slice(at, end).split('\n').length - 1;
    at = end;
  }
  return lines;
}

/** Reads up to the end of a line that is not within brackets; gives where the next one begins. */
function readLine(text: string, start: number, line: Line): number {
  line.indent = /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0;
  let depth = 0;
  let at = start;
  while (at < text.length) {
    if (text[at] === '\n') {
      at++;
      if (depth === 0) return at;
      continue;
    }
    const { token, end } = readToken(text, at, line.number);
    if (token?.kind === 'operator') depth += bracket(token.value);
    if (token) line.tokens.push(token);
    at = end;
  }
  return at;
}

function bracket(operator: string): number {
  if ('([{'.includes(operator)) return 1;
  return ')]}'.includes(operator) ? -1 : 0;
}

function readToken(text: string, at: number, line: number): { token?: Token; end: number } {
  for (const [kind, shape] of Object.entries(shapes)) {
    shape.lastIndex = at;
    const [found] = shape.exec(text) ?? [];
    if (found === undefined) continue;
    const end = at + found.length;
    if (kind === 'space' || kind === 'comment') return { end };
    if (kind === 'name' && /^["']/.test(text.slice(end))) {
      throw new BeyondThisSandbox('texts with a letter before them');
    }
    return { token: tokenOf(kind, found), end };
  }
  throw new BeyondThisSandbox(`what stands in its line ${line}`);
}

function tokenOf(kind: string, found: string): Token {
  if (kind === 'text') return { kind, value: unquoted(found) };
  if (kind === 'number' || kind === 'operator') return { kind, value: found };
  return { kind: keywords.has(found) ? 'keyword' : 'name', value: found };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

function unquoted(literal: string): string {
  const quotes = /^("""|''')/.test(literal) ? 3 : 1;
  return literal.slice(quotes, -quotes).replace(/\\([\s\S])/g, (_, after: string) => {
    if (/[\\'"]/.test(after)) return after;
    const meant = escapes[after];
    if (meant === undefined) throw new BeyondThisSandbox(`the escape \\${after}`);
    return meant;
  });
}
