const ITEMS_IN_A_PACK = 100;

/**
 * A long list of small records that is only ever walked from one end to the other. The records lie
 * packed as JSON in bytes outside the garbage collector's heap: 100,000 of them as objects would let
 * that heap grow by several times their own size.
 *
 * @typeParam Item what JSON gives back as it was: texts, numbers, booleans, nothing undefined
 */
export class PackedList<Item extends object> {
  readonly #packs: Buffer[] = [];
  #open: Item[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(item: Item): void {
    this.#open.push(item);
    this.#length += 1;
    if (this.#open.length < ITEMS_IN_A_PACK) return;
    this.#packs.push(Buffer.from(JSON.stringify(this.#open)));
    this.#open = [];
  }

  *[Symbol.iterator](): Generator<Item> {
    for (const pack of this.#packs) {
      const items: Item[] = JSON.parse(pack.toString());
      yield* items;
    }
    yield* this.#open;
  }
}
