import { type Feature, has } from '../releases.js';
import type { Row, Value } from '../world/row.js';
import { list } from '../world/row.js';
import type { World } from '../world/world.js';

/** Whether an object is wanted, given all the values that a query parameter was sent with. */
export type Filter = (row: Row, wanted: readonly string[], world: World) => boolean;

/** The field equals the last value sent; an empty value filters nothing. */
export function equal(field: string): Filter {
  return (row, wanted) => {
    const value = wanted.at(-1) ?? '';
    return value === '' || sameValue(row[field], value);
  };
}

/** The field equals any of the values sent. */
export function anyOf(field: string): Filter {
  return (row, wanted) => wanted.some((value) => sameValue(row[field], value));
}

/** The field begins with the value sent. */
export function beginning(field: string): Filter {
  return (row, wanted) => String(row[field] ?? '').startsWith(wanted.at(-1) ?? '');
}

/** A yes-or-no question about an object; a value that is neither filters nothing. */
export function whether(ask: (row: Row, world: World) => boolean): Filter {
  return (row, wanted, world) => {
    const value = wanted.at(-1)?.toLowerCase();
    if (value !== 'true' && value !== 'false') return true;
    return ask(row, world) === (value === 'true');
  };
}

/** A filter that earlier releases do not know and therefore ignore. */
export function since(feature: Feature, filter: Filter): Filter {
  return (row, wanted, world) => !has(world.release, feature) || filter(row, wanted, world);
}

/** The rows in which a text occurs in one of the fields, letter case aside. */
export function search(rows: Row[], fields: readonly string[], text: string): Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) =>
    words.every((word) =>
      fields.some((field) =>
        String(row[field] ?? '')
          .toLowerCase()
          .includes(word),
      ),
    ),
  );
}

/** Orders rows by a field, backwards with a leading hyphen. A field that none has changes nothing. */
export function ordered(rows: Row[], by: string): Row[] {
  const field = by.replace(/^-/, '');
  const sign = by.startsWith('-') ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(one[field], other[field]));
}

/** Whether a list of a row holds a value. */
export function holds(row: Row, field: string, value: Value): boolean {
  return list(row, field).includes(value);
}

function compare(one: Value | undefined, other: Value | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one ?? '').localeCompare(String(other ?? ''), 'en');
}

function sameValue(value: Value | undefined, wanted: string): boolean {
  if (typeof value === 'boolean') return String(value) === wanted.toLowerCase();
  return String(value ?? '') === wanted;
}
