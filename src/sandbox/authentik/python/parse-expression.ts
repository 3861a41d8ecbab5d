import { BeyondThisSandbox } from './errors.js';
import { parseAtom } from './parse-atom.js';
import type { Reader } from './reader.js';
import type { Expression } from './syntax.js';

/** Reads one expression. Throws `NotPython`, or `BeyondThisSandbox` for what is not understood. */
export function parseExpression(reader: Reader): Expression {
  const one = parseOr(reader);
  if (!reader.took('if')) return one;
  const test = parseOr(reader);
  reader.demand('else');
  return { kind: 'choice', test, one, other: parseExpression(reader) };
}

/** Reads an expression that is not a choice between two, as the parts of a comprehension are. */
export function parseOr(reader: Reader): Expression {
  let one = parseAnd(reader);
  while (reader.took('or')) one = { kind: 'or', one, other: parseAnd(reader) };
  return one;
}

function parseAnd(reader: Reader): Expression {
  let one = parseNot(reader);
  while (reader.took('and')) one = { kind: 'and', one, other: parseNot(reader) };
  return one;
}

function parseNot(reader: Reader): Expression {
  return reader.took('not') ? { kind: 'not', value: parseNot(reader) } : parseComparison(reader);
}

function parseComparison(reader: Reader): Expression {
  const one = parseSum(reader);
  const operator = comparison(reader);
  if (operator === undefined) return one;
  const compared: Expression = { kind: 'compare', operator, one, other: parseSum(reader) };
  if (comparison(reader) !== undefined) throw new BeyondThisSandbox('comparisons in a chain');
  return compared;
}

function comparison(reader: Reader): string | undefined {
  if (reader.sees('==', '!=', '<', '>', '<=', '>=', 'in')) return reader.take().value;
  if (reader.took('is')) return reader.took('not') ? 'is not' : 'is';
  if (!reader.took('not')) return undefined;
  reader.demand('in');
  return 'not in';
}

function parseSum(reader: Reader): Expression {
  let one = parsePostfix(reader);
  while (reader.sees('+', '-')) {
    const kind = reader.take().value === '+' ? 'plus' : 'minus';
    one = { kind, one, other: parsePostfix(reader) };
  }
  if (reader.sees('*', '/', '%')) throw new BeyondThisSandbox('arithmetic');
  return one;
}

function parsePostfix(reader: Reader): Expression {
  let of = parseAtom(reader);
  for (;;) {
    if (reader.took('.')) of = { kind: 'attribute', of, name: reader.name() };
    else if (reader.took('(')) of = { kind: 'call', what: of, given: parseGiven(reader) };
    else if (reader.took('[')) of = parseItem(reader, of);
    else return of;
  }
}

function parseGiven(reader: Reader): Expression[] {
  const given: Expression[] = [];
  while (!reader.took(')')) {
    const item = parseExpression(reader);
    if (reader.sees('=')) throw new BeyondThisSandbox('arguments with names');
    given.push(reader.sees('for') ? parseEach(reader, item) : item);
    if (!reader.sees(')')) reader.demand(',');
  }
  return given;
}

function parseItem(reader: Reader, of: Expression): Expression {
  const from = reader.sees(':') ? undefined : parseExpression(reader);
  if (!reader.took(':')) {
    reader.demand(']');
    if (from === undefined) throw reader.wrong();
    return { kind: 'item', of, key: from };
  }
  const to = reader.sees(']') ? undefined : parseExpression(reader);
  if (reader.sees(':')) throw new BeyondThisSandbox('slices with a step');
  reader.demand(']');
  return { kind: 'slice', of, from, to };
}

/** Reads `for name in … if …` after what is made of each. */
export function parseEach(reader: Reader, item: Expression): Expression {
  reader.demand('for');
  const name = reader.name();
  reader.demand('in');
  const from = parseOr(reader);
  const where: Expression[] = [];
  while (reader.took('if')) where.push(parseOr(reader));
  if (reader.sees('for')) throw new BeyondThisSandbox('loops within loops');
  return { kind: 'each', item, name, from, where };
}
