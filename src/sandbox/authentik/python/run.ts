import { Raised, RaisedByName } from './errors.js';
import { evaluate, items, type Scope } from './evaluate.js';
import { parsePython } from './parse.js';
import type { Statement } from './syntax.js';
import { characters, Exception, isTrue, type PythonValue } from './values.js';

/**
 * Runs a text as the body of a function and gives what it returns, None when it returns nothing.
 * Throws `NotPython`, `BeyondThisSandbox`, `Raised`, and `RaisedByName` for the given exceptions.
 */
export function runPython(
  source: string,
  names: Readonly<Record<string, PythonValue>>,
): PythonValue {
  const scope: Scope = new Map([...builtins, ...Object.entries(names)]);
  return runBlock(parsePython(source), scope) ?? null;
}

const builtins: readonly (readonly [string, PythonValue])[] = [
  ['len', (value = null) => sizeOf(value)],
  ['any', (value = null) => items(value).some(isTrue)],
  ['all', (value = null) => items(value).every(isTrue)],
];

function sizeOf(value: PythonValue): number {
  return typeof value === 'string' ? characters(value).length : items(value).length;
}

/** Runs statements until one returns; undefined when none did. */
function runBlock(statements: readonly Statement[], scope: Scope): PythonValue | undefined {
  for (const statement of statements) {
    const returned = run(statement, scope);
    if (returned !== undefined) return returned;
  }
  return undefined;
}

function run(statement: Statement, scope: Scope): PythonValue | undefined {
  switch (statement.kind) {
    case 'return':
      return evaluate(statement.value, scope);
    case 'raise':
      throw raised(evaluate(statement.exception, scope));
    case 'if': {
      const holds = isTrue(evaluate(statement.test, scope));
      return runBlock(holds ? statement.then : statement.otherwise, scope);
    }
    case 'assign':
      assign(statement.names, evaluate(statement.value, scope), scope);
      return undefined;
    case 'def':
      define(statement, scope);
      return undefined;
    case 'evaluate':
      evaluate(statement.value, scope);
      return undefined;
    case 'pass':
      return undefined;
  }
}

function raised(exception: PythonValue): Error {
  if (exception instanceof Exception) return new RaisedByName(exception.name);
  return new Raised('TypeError', 'exceptions must derive from BaseException');
}

function assign(names: readonly string[], value: PythonValue, scope: Scope): void {
  const [only] = names;
  if (names.length === 1 && only !== undefined) {
    scope.set(only, value);
    return;
  }
  const values = items(value);
  if (values.length !== names.length) {
    const why = values.length < names.length ? 'not enough' : 'too many';
    throw new Raised('ValueError', `${why} values to unpack (expected ${names.length})`);
  }
  for (const [index, name] of names.entries()) scope.set(name, values[index] ?? null);
}

function define(
  { name, parameters, body }: Extract<Statement, { kind: 'def' }>,
  scope: Scope,
): void {
  scope.set(name, (...given) => {
    if (given.length !== parameters.length) {
      const wanted = `${parameters.length} positional arguments but ${given.length} were given`;
      throw new Raised('TypeError', `${name}() takes ${wanted}`);
    }
    const inner = new Map(scope);
    for (const [index, parameter] of parameters.entries())
      inner.set(parameter, given[index] ?? null);
    return runBlock(body, inner) ?? null;
  });
}
