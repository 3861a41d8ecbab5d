import { Faults } from '../../src/sandbox/faults/index.js';

/** Faults that wait until something is set up: before that nothing happens, and nothing counts. */
export class LateFaults extends Faults {
  #begun = false;

  /** From now on they lie in wait. */
  begin(): void {
    this.#begun = true;
  }

  override due(asked: Parameters<Faults['due']>[0]): ReturnType<Faults['due']> {
    return this.#begun ? super.due(asked) : [];
  }
}
