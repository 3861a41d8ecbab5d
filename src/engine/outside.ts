import type { FieldChange } from './change.js';
import type { Left, Observed } from './observed.js';

/** How an object differs from what it was before. */
export interface Difference {
  readonly key: string;
  /** As it was called before. */
  readonly object: string;
  readonly kind: 'changed' | 'gone' | 'new';
  readonly fields: readonly FieldChange[];
}

/** A change that was made by somebody else since a run of this program ended. */
export interface OutsideChange extends Difference {
  readonly since: string;
}

/** What somebody else changed in the objects that an earlier run left. */
export function changedOutside(
  observed: readonly Observed[],
  leftOf: (key: string) => Left | undefined,
): OutsideChange[] {
  return observed.flatMap((now) => {
    const left = leftOf(now.key);
    if (!left) return [];
    const { at, ...before } = left;
    const found = difference({ ...before, key: now.key, there: true }, now);
    return found ? [{ ...found, since: at }] : [];
  });
}

/**
 * What became of an object; `undefined` when it is as it was. A field that only one side has is of
 * another release of the system or of this program, and tells nothing.
 */
export function difference(before: Observed, now: Observed): Difference | undefined {
  const { key } = now;
  if (before.there && !now.there) return { key, object: before.object, kind: 'gone', fields: [] };
  if (!before.there && now.there) return { key, object: now.object, kind: 'new', fields: [] };
  const fields = Object.keys(before.fields)
    .filter((field) => Object.hasOwn(now.fields, field))
    .map((field) => ({ field, from: before.fields[field] ?? '', to: now.fields[field] ?? '' }))
    .filter(({ from, to }) => from !== to);
  const anew = before.id !== undefined && now.id !== undefined && before.id !== now.id;
  if (anew) fields.unshift({ field: 'id', from: before.id, to: now.id });
  if (fields.length === 0) return undefined;
  return { key, object: before.object, kind: 'changed', fields };
}
