import { BeyondThisSandbox, NotPython } from './errors.js';
import { parseEach, parseExpression } from './parse-expression.js';
import type { Reader } from './reader.js';
import type { Expression } from './syntax.js';

const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** Reads the smallest whole: a name, a constant, or something in brackets. */
export function parseAtom(reader: Reader): Expression {
  const token = reader.take();
  if (token.kind === 'name') return { kind: 'name', name: token.value };
  if (token.kind === 'number') return { kind: 'constant', value: Number(token.value) };
  if (token.kind === 'text') return { kind: 'constant', value: texts(reader, token.value) };
  if (token.value === '(') return parseBrackets(reader);
  if (token.value === '[') return parseList(reader);
  if (token.value === '{') return parseDict(reader);
  if (token.value === '-') return negative(reader);
  if (token.value === 'lambda') throw new BeyondThisSandbox('lambda');
  const value = words.get(token.value);
  if (value !== undefined) return { kind: 'constant', value };
  // No other keyword can stand where an expression begins.
  throw token.kind === 'keyword' ? new NotPython(reader.line.number) : reader.wrong();
}

/** Texts next to each other are one. */
function texts(reader: Reader, first: string): string {
  let joined = first;
  while (reader.next?.kind === 'text') joined += reader.take().value;
  return joined;
}

function negative(reader: Reader): Expression {
  const zero: Expression = { kind: 'constant', value: 0 };
  return { kind: 'minus', one: zero, other: parseAtom(reader) };
}

function parseBrackets(reader: Reader): Expression {
  if (reader.took(')')) return { kind: 'list', items: [] };
  const first = parseExpression(reader);
  if (reader.sees('for')) {
    const each = parseEach(reader, first);
    reader.demand(')');
    return each;
  }
  if (reader.took(')')) return first;
  reader.demand(',');
  return { kind: 'list', items: [first, ...parseItems(reader, ')')] };
}

function parseList(reader: Reader): Expression {
  if (reader.took(']')) return { kind: 'list', items: [] };
  const first = parseExpression(reader);
  if (reader.sees('for')) {
    const each = parseEach(reader, first);
    reader.demand(']');
    return each;
  }
  if (!reader.sees(']')) reader.demand(',');
  return { kind: 'list', items: [first, ...parseItems(reader, ']')] };
}

function parseItems(reader: Reader, closing: string): Expression[] {
  const items: Expression[] = [];
  while (!reader.took(closing)) {
    items.push(parseExpression(reader));
    if (!reader.sees(closing)) reader.demand(',');
  }
  return items;
}

function parseDict(reader: Reader): Expression {
  const entries: [Expression, Expression][] = [];
  while (!reader.took('}')) {
    const key = parseExpression(reader);
    if (reader.sees(',', '}')) throw new BeyondThisSandbox('sets');
    reader.demand(':');
    entries.push([key, parseExpression(reader)]);
    if (reader.sees('for')) throw new BeyondThisSandbox('dicts made by a loop');
    if (!reader.sees('}')) reader.demand(',');
  }
  return { kind: 'dict', entries };
}
