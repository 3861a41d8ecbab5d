import type { Row, Value } from '../world/row.js';

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is an object, for values of the world. */
export function isRow(value: Value | undefined): value is Row {
  return isRecord(value);
}

/**
 * Whether merging a value into what is known would change nothing: objects deeply, lists by what
 * they hold. What is known may hold more, so that what the other side adds does not count.
 */
export function holds(known: unknown, value: unknown): boolean {
  if (isRecord(value)) {
    return isRecord(known) && Object.keys(value).every((key) => holds(known[key], value[key]));
  }
  if (Array.isArray(value)) {
    return Array.isArray(known) && value.every((each) => known.some((one) => same(one, each)));
  }
  return known === value;
}

function same(one: unknown, other: unknown): boolean {
  return holds(one, other) && holds(other, one);
}

/** A value as Python writes it: `{'status': '401', 'schemas': [None, True]}`. */
export function pythonText(value: unknown): string {
  if (typeof value === 'string') return pythonString(value);
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (isRecord(value)) {
    const entries = Object.entries(value);
    return `{${entries.map(([key, each]) => `${pythonString(key)}: ${pythonText(each)}`).join(', ')}}`;
  }
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}
