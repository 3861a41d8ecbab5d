import type { Asked, Meet } from './fault.js';
import { readFault, type WantedFault } from './read-fault.js';

/** A fault that lies in wait, and counts what comes by. */
export class ArmedFault {
  readonly wanted: WantedFault;
  readonly meet: Meet | undefined;
  #seen = 0;
  #happened = 0;

  /** @throws UnknownFault */
  constructor(text: string) {
    this.wanted = readFault(text);
    this.meet = this.wanted.kind.meet?.(this.wanted.value);
  }

  /** How often it has happened. */
  get happened(): number {
    return this.#happened;
  }

  /** Whether it happens to this request, which it counts. */
  isDue(asked: Asked): boolean {
    if (!this.#concerns(asked)) return false;
    const { after, times } = this.wanted;
    this.#seen += 1;
    const due = this.#seen > after && this.#happened < times;
    if (due) this.#happened += 1;
    return due;
  }

  /** Notes that it happened without a request: nothing could come by. */
  happen(): void {
    this.#happened += 1;
  }

  #concerns({ side, operation, fromAuthentik }: Asked): boolean {
    const { from, on } = this.wanted;
    if (side !== this.wanted.side) return false;
    if (from !== undefined && fromAuthentik !== (from === 'authentik')) return false;
    return operation.replaceAll(' ', '').startsWith(on);
  }
}
