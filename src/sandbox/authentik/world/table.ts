import { randomUUID } from 'node:crypto';
import { pkOf, type Row, type Value } from './row.js';

/** The objects of one kind, in the order in which they were made. */
export class Table {
  readonly #rows = new Map<string, Row>();
  readonly #nextPk: () => Value;

  /** Keys are UUIDs or consecutive integers. */
  constructor(keys: 'uuid' | 'integer') {
    let last = 0;
    this.#nextPk = keys === 'uuid' ? randomUUID : () => ++last;
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  /** The row with a key, whether the key came as a number or as text. */
  get(pk: Value | undefined): Row | undefined {
    if (typeof pk !== 'string' && typeof pk !== 'number') return undefined;
    return this.#rows.get(String(pk).toLowerCase());
  }

  /** The first row whose field has a value. */
  find(field: string, value: Value): Row | undefined {
    for (const row of this.#rows.values()) {
      if (row[field] === value) return row;
    }
    return undefined;
  }

  /** Keeps a new row under a key of its own and returns it. */
  add(fields: Row): Row {
    const row: Row = { ...fields, pk: fields.pk ?? this.#nextPk() };
    this.#rows.set(String(row.pk), row);
    return row;
  }

  remove(row: Row): void {
    this.#rows.delete(String(pkOf(row)));
  }
}
