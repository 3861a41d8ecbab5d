import { BeyondThisSandbox } from './errors.js';
import { parseExpression } from './parse-expression.js';
import { Reader } from './reader.js';
import type { Expression, Statement } from './syntax.js';
import { type Line, tokenise } from './tokens.js';

/**
 * Reads the body of a function, as a mapping is one. Throws `NotPython`, or `BeyondThisSandbox`
 * for Python that is not understood.
 */
export function parsePython(source: string): Statement[] {
  const lines = tokenise(source);
  const statements = parseBlock(lines, lines[0]?.indent ?? 0);
  const [left] = lines;
  if (left !== undefined) throw new Reader(left).wrong();
  return statements;
}

/** Takes lines as long as they are indented alike. */
function parseBlock(lines: Line[], indent: number): Statement[] {
  const statements: Statement[] = [];
  for (let line = lines[0]; line?.indent === indent; line = lines[0]) {
    lines.shift();
    statements.push(parseStatement(new Reader(line), lines));
  }
  return statements;
}

function parseStatement(reader: Reader, lines: Line[]): Statement {
  if (reader.took('if')) return parseIf(reader, lines);
  if (reader.took('def')) return parseDef(reader, lines);
  if (reader.sees('for', 'while', 'class', 'import', 'from', 'with', 'try')) {
    throw new BeyondThisSandbox(reader.take().value);
  }
  const statement = parseSimple(reader);
  reader.end();
  return statement;
}

function parseSimple(reader: Reader): Statement {
  if (reader.took('pass')) return { kind: 'pass' };
  if (reader.took('return')) return { kind: 'return', value: parseReturned(reader) };
  if (reader.took('raise')) return { kind: 'raise', exception: parseExpression(reader) };
  const first = parseExpression(reader);
  if (!reader.sees(',', '=')) return { kind: 'evaluate', value: first };
  const names = [nameIn(first, reader)];
  while (reader.took(',')) names.push(reader.name());
  reader.demand('=');
  return { kind: 'assign', names, value: parseExpression(reader) };
}

function parseReturned(reader: Reader): Expression {
  if (reader.next === undefined) return { kind: 'constant', value: null };
  const value = parseExpression(reader);
  if (reader.sees(',')) throw new BeyondThisSandbox('tuples without brackets');
  return value;
}

function nameIn(expression: Expression, reader: Reader): string {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind === 'attribute' || expression.kind === 'item') {
    throw new BeyondThisSandbox('assignments to parts of something');
  }
  throw reader.wrong();
}

function parseIf(reader: Reader, lines: Line[]): Statement {
  const test = parseExpression(reader);
  const then = parseSuite(reader, lines);
  const [next] = lines;
  if (next === undefined || next.indent !== reader.line.indent) {
    return { kind: 'if', test, then, otherwise: [] };
  }
  const following = new Reader(next);
  if (following.took('elif')) {
    lines.shift();
    return { kind: 'if', test, then, otherwise: [parseIf(following, lines)] };
  }
  if (!following.took('else')) return { kind: 'if', test, then, otherwise: [] };
  lines.shift();
  return { kind: 'if', test, then, otherwise: parseSuite(following, lines) };
}

function parseDef(reader: Reader, lines: Line[]): Statement {
  const name = reader.name();
  const parameters: string[] = [];
  reader.demand('(');
  while (!reader.took(')')) {
    parameters.push(reader.name());
    if (reader.sees('=', ':')) throw new BeyondThisSandbox('parameters with more than a name');
    if (!reader.sees(')')) reader.demand(',');
  }
  return { kind: 'def', name, parameters, body: parseSuite(reader, lines) };
}

/** What comes after a colon: on the same line, or on the next ones, indented further. */
function parseSuite(reader: Reader, lines: Line[]): Statement[] {
  reader.demand(':');
  if (reader.next !== undefined) {
    const statement = parseSimple(reader);
    reader.end();
    return [statement];
  }
  const [first] = lines;
  if (first === undefined || first.indent <= reader.line.indent) throw reader.wrong();
  return parseBlock(lines, first.indent);
}
