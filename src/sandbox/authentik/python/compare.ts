import { Raised } from './errors.js';
import { characters, isEqual, type PythonValue, typeName } from './values.js';

/** Whether a comparison holds. Throws where Python refuses to compare. */
export function compare(operator: string, one: PythonValue, other: PythonValue): boolean {
  switch (operator) {
    case '==':
    case 'is':
      return isEqual(one, other);
    case '!=':
    case 'is not':
      return !isEqual(one, other);
    case 'in':
      return contains(other, one);
    case 'not in':
      return !contains(other, one);
    default:
      return inOrder(operator, one, other);
  }
}

function contains(whole: PythonValue, part: PythonValue): boolean {
  if (typeof whole === 'string') {
    if (typeof part === 'string') return whole.includes(part);
    throw new Raised('TypeError', `'in <string>' requires string, not ${typeName(part)}`);
  }
  if (whole instanceof Map) return whole.has(String(part));
  if (Array.isArray(whole)) return whole.some((each) => isEqual(each, part));
  throw new Raised('TypeError', `argument of type '${typeName(whole)}' is not iterable`);
}

function inOrder(operator: string, one: PythonValue, other: PythonValue): boolean {
  const order = difference(one, other);
  if (order === undefined) {
    const types = `'${typeName(one)}' and '${typeName(other)}'`;
    throw new Raised('TypeError', `'${operator}' not supported between instances of ${types}`);
  }
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

/** Numbers by size, texts by the code points of their characters. */
function difference(one: PythonValue, other: PythonValue): number | undefined {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one !== 'string' || typeof other !== 'string') return undefined;
  const points = (text: string) => characters(text).map((each) => each.codePointAt(0) ?? 0);
  const [left, right] = [points(one), points(other)];
  const at = left.findIndex((point, i) => point !== right[i]);
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
}
