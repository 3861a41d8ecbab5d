import { compare } from './compare.js';
import { BeyondThisSandbox, Raised } from './errors.js';
import type { Expression } from './syntax.js';
import { textMethods } from './text-methods.js';
import {
  characters,
  isTrue,
  PythonObject,
  type PythonValue,
  typeName,
  Undefined,
} from './values.js';

/** What names stand for. */
export type Scope = Map<string, PythonValue>;

/** The value of an expression. Throws what Python would raise, and `BeyondThisSandbox`. */
export function evaluate(expression: Expression, scope: Scope): PythonValue {
  const value = (part: Expression) => evaluate(part, scope);
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'name':
      return named(expression.name, scope);
    case 'list':
      return expression.items.map(value);
    case 'dict':
      return new Map(expression.entries.map(([key, each]) => [String(value(key)), value(each)]));
    case 'each':
      return each(expression, scope);
    case 'attribute':
      return attribute(value(expression.of), expression.name);
    case 'item':
      return item(value(expression.of), value(expression.key));
    case 'slice':
      return slice(expression, scope);
    case 'call':
      return call(value(expression.what), expression.given.map(value));
    case 'not':
      return !isTrue(value(expression.value));
    case 'compare':
      return compare(expression.operator, value(expression.one), value(expression.other));
    case 'plus':
    case 'minus':
      return sum(expression.kind, value(expression.one), value(expression.other));
    default:
      return chosen(expression, scope);
  }
}

/** Of two parts only the one that decides is evaluated. */
function chosen(
  expression: Extract<Expression, { kind: 'and' | 'or' | 'choice' }>,
  scope: Scope,
): PythonValue {
  if (expression.kind === 'choice') {
    const holds = isTrue(evaluate(expression.test, scope));
    return evaluate(holds ? expression.one : expression.other, scope);
  }
  const one = evaluate(expression.one, scope);
  return isTrue(one) === (expression.kind === 'or') ? one : evaluate(expression.other, scope);
}

/** A real server knows more names than this one, so that an unknown one need not be a mistake. */
function named(name: string, scope: Scope): PythonValue {
  const value = scope.get(name);
  if (value === undefined) throw new BeyondThisSandbox(`the name ${name}`);
  if (value instanceof Undefined) throw new Raised('NameError', `name '${name}' is not defined`);
  return value;
}

function each(
  { item: made, name, from, where }: Extract<Expression, { kind: 'each' }>,
  scope: Scope,
): PythonValue[] {
  return items(evaluate(from, scope)).flatMap((value) => {
    const inner = new Map(scope).set(name, value);
    const wanted = where.every((test) => isTrue(evaluate(test, inner)));
    return wanted ? [evaluate(made, inner)] : [];
  });
}

/** What a loop goes through. */
export function items(value: PythonValue): readonly PythonValue[] {
  if (typeof value === 'string') return characters(value);
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys()];
  throw new Raised('TypeError', `'${typeName(value)}' object is not iterable`);
}

function attribute(of: PythonValue, name: string): PythonValue {
  const found =
    of instanceof PythonObject
      ? of.attributes.get(name)
      : typeof of === 'string'
        ? textMethods.get(name)?.(of)
        : dictMethod(of, name);
  if (found !== undefined) return found;
  if (of instanceof PythonObject) throw new BeyondThisSandbox(`${of.name}.${name}`);
  throw new Raised('AttributeError', `'${typeName(of)}' object has no attribute '${name}'`);
}

function dictMethod(of: PythonValue, name: string): PythonValue | undefined {
  if (!(of instanceof Map) || name !== 'get') return undefined;
  return (key, otherwise) => of.get(String(key)) ?? otherwise ?? null;
}

function item(of: PythonValue, key: PythonValue): PythonValue {
  if (of instanceof Map) {
    const found = of.get(String(key));
    if (found === undefined) throw new Raised('KeyError', `'${String(key)}'`);
    return found;
  }
  if (typeof key !== 'number') throw new Raised('TypeError', 'indices must be integers or slices');
  const found = items(of).at(key);
  const what = typeof of === 'string' ? 'string' : 'list';
  if (found === undefined) throw new Raised('IndexError', `${what} index out of range`);
  return found;
}

function slice(
  { of, from, to }: Extract<Expression, { kind: 'slice' }>,
  scope: Scope,
): PythonValue {
  const whole = evaluate(of, scope);
  const bound = (part: Expression | undefined): number | undefined => {
    const value = part ? evaluate(part, scope) : undefined;
    return typeof value === 'number' ? value : undefined;
  };
  const cut = items(whole).slice(bound(from), bound(to));
  return typeof whole === 'string' ? cut.join('') : cut;
}

function call(what: PythonValue, given: PythonValue[]): PythonValue {
  if (typeof what === 'function') return what(...given);
  throw new Raised('TypeError', `'${typeName(what)}' object is not callable`);
}

function sum(kind: 'plus' | 'minus', one: PythonValue, other: PythonValue): PythonValue {
  if (typeof one === 'number' && typeof other === 'number') {
    return kind === 'plus' ? one + other : one - other;
  }
  if (kind === 'plus' && typeof one === 'string' && typeof other === 'string') return one + other;
  if (kind === 'plus' && Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  const types = `'${typeName(one)}' and '${typeName(other)}'`;
  const sign = kind === 'plus' ? '+' : '-';
  throw new Raised('TypeError', `unsupported operand type(s) for ${sign}: ${types}`);
}
