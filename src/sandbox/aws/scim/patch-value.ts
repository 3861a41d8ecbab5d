import { invalidRequest } from './errors.js';
import type { PatchPath } from './patch-path.js';
import type { PatchOperation } from './patch-request.js';

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What an operation does to the value of an attribute; undefined takes it away. */
export type Change = Pick<PatchOperation, 'op' | 'value'>;

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The new value of an attribute that has one value, with or without sub-attributes. */
export function changedValue(
  current: unknown,
  { op, value }: Change,
  { subAttribute, filter }: PatchPath,
): unknown {
  if (filter !== undefined) throw invalidRequest('Invalid path in PATCH request');
  if (subAttribute !== undefined) {
    const holder = isObject(current) ? current : {};
    return { ...holder, [subAttribute]: op === 'remove' ? undefined : value };
  }
  if (op === 'remove') return undefined;
  // Of an object only the sub-attributes that it names change (RFC 7644, 3.5.2.3).
  return isObject(current) && isObject(value) ? { ...current, ...value } : value;
}

/** The new value of an attribute that is a list. How many values it may have is checked later. */
export function changedList(current: unknown, change: Change, path: PatchPath): unknown {
  const list: unknown[] = Array.isArray(current) ? current : [];
  const { filter, subAttribute } = path;
  if (filter === undefined && subAttribute === undefined) return changedWhole(list, change);
  const isMeant = (each: unknown) =>
    filter === undefined || (isObject(each) && each[filter.subAttribute] === filter.value);
  if (!list.some(isMeant)) throw invalidRequest('No value matches the path in PATCH request');
  return list.flatMap((each) => (isMeant(each) ? changedItem(each, change, subAttribute) : [each]));
}

function changedWhole(list: unknown[], { op, value }: Change): unknown {
  if (op === 'remove') return undefined;
  const given: unknown[] = Array.isArray(value) ? value : [value];
  if (op === 'replace') return given;
  const present = new Set(list.map((each) => JSON.stringify(each)));
  return [...list, ...given.filter((each) => !present.has(JSON.stringify(each)))];
}

function changedItem(item: unknown, change: Change, subAttribute: string | undefined): unknown[] {
  if (subAttribute === undefined) {
    return change.op === 'remove' ? [] : [change.value];
  }
  const holder = isObject(item) ? item : {};
  return [{ ...holder, [subAttribute]: change.op === 'remove' ? undefined : change.value }];
}
