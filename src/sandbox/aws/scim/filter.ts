import { invalidRequest } from './errors.js';

/** One comparison of a filter: an attribute equal to a value. */
interface Comparison {
  attribute: string;
  value: string;
}

/** One comparison with a quoted value, and what follows it. */
const comparison = /^\s*([A-Za-z.]+)\s+eq\s+("(?:[^"\\]|\\.)*")(\s+and\s+|\s*$)/;

/**
 * Reads a filter: comparisons by `eq`, joined by `and`, values in quotation marks (SCIM developer
 * guide, listusers). Only the given combinations of attributes are taken, in any order. Throws a
 * ValidationException.
 */
export function readFilter(
  filter: string,
  combinations: readonly (readonly string[])[],
): ReadonlyMap<string, string> {
  const comparisons = readComparisons(filter);
  const attributes = comparisons.map(({ attribute }) => attribute).sort();
  const isSupported = combinations.some(
    (combination) => [...combination].sort().join() === attributes.join(),
  );
  if (!isSupported) throw invalidRequest('Invalid Filter format');
  return new Map(comparisons.map(({ attribute, value }) => [attribute, value]));
}

function readComparisons(filter: string): Comparison[] {
  const found: Comparison[] = [];
  let rest = filter;
  while (rest !== '') {
    const [whole, attribute, literal, joint] = comparison.exec(rest) ?? [];
    rest = rest.slice(whole?.length);
    const isLast = joint?.trim() === '';
    if (attribute === undefined || literal === undefined || isLast !== (rest === '')) {
      throw invalidRequest('Invalid Filter format');
    }
    found.push({ attribute, value: readLiteral(literal) });
  }
  return found;
}

function readLiteral(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    throw invalidRequest('Invalid Filter format');
  }
}
