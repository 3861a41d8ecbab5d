/** Whatever JSON can hold. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [key: string]: Value };

/** One object of the server, by the names of its API fields; `pk` is always there. */
export type Row = { [field: string]: Value };

/** A text of a row; empty when it is none. */
export function text(row: Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}

/** Whether a field of a row is true. */
export function flag(row: Row, field: string): boolean {
  return row[field] === true;
}

/** A number of a row; 0 when it is none. */
export function number(row: Row, field: string): number {
  const value = row[field];
  return typeof value === 'number' ? value : 0;
}

/** A list of a row; empty when it is none. */
export function list(row: Row, field: string): readonly Value[] {
  const value = row[field];
  return Array.isArray(value) ? value : [];
}

/** The key of a row as a JSON value: a UUID or an integer. */
export function pkOf(row: Row): string | number {
  const { pk } = row;
  return typeof pk === 'number' ? pk : String(pk);
}
