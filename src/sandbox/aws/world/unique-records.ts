/** Something that must be unique is there already. */
export class Duplicate extends Error {
  override readonly name: string = 'Duplicate';
  /** The attribute that clashed, for example `userName`. */
  readonly attribute: string;

  constructor(attribute: string) {
    super(`Duplicate ${attribute}`);
    this.attribute = attribute;
  }
}

/** What of a record no other record of the same kind may have: pairs of attribute and value. */
export type UniqueValues = readonly (readonly [attribute: string, value: string])[];

/** Records of one kind, in the order in which they came, with the values that must be unique. */
export class UniqueRecords<Item> {
  readonly #idOf: (item: Item) => string;
  readonly #uniqueOf: (item: Item) => UniqueValues;
  readonly #items = new Map<string, Item>();
  readonly #owners = new Map<string, string>();

  constructor(idOf: (item: Item) => string, uniqueOf: (item: Item) => UniqueValues) {
    this.#idOf = idOf;
    this.#uniqueOf = uniqueOf;
  }

  /** All records as a new array. */
  all(): Item[] {
    return [...this.#items.values()];
  }

  get(id: string): Item | undefined {
    return this.#items.get(id);
  }

  /** The record that has this value in this attribute, letter case included. */
  find(attribute: string, value: string): Item | undefined {
    const id = this.#owners.get(key(attribute, value));
    return id === undefined ? undefined : this.#items.get(id);
  }

  /** Adds a record, or replaces the one of the same ID; throws Duplicate and changes nothing. */
  put(item: Item): void {
    const id = this.#idOf(item);
    const unique = this.#uniqueOf(item);
    for (const [attribute, value] of unique) {
      const owner = this.#owners.get(key(attribute, value));
      if (owner !== undefined && owner !== id) throw new Duplicate(attribute);
    }
    this.#release(id);
    for (const [attribute, value] of unique) this.#owners.set(key(attribute, value), id);
    this.#items.set(id, item);
  }

  /** Removes a record; false when there is none of this ID. */
  remove(id: string): boolean {
    this.#release(id);
    return this.#items.delete(id);
  }

  #release(id: string): void {
    const old = this.#items.get(id);
    if (old === undefined) return;
    for (const [attribute, value] of this.#uniqueOf(old))
      this.#owners.delete(key(attribute, value));
  }
}

function key(attribute: string, value: string): string {
  return JSON.stringify([attribute, value]);
}
