/** The IDs of assertions that were accepted, kept for as long as they could be used again. */
export class UsedAssertions {
  readonly #until = new Map<string, number>();

  has(id: string): boolean {
    return this.#until.has(id);
  }

  add(id: string, until: Date, now: Date): void {
    for (const [known, end] of this.#until) {
      if (end < now.getTime()) this.#until.delete(known);
    }
    this.#until.set(id, until.getTime());
  }
}
