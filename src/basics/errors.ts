import type { ExitReason } from './exit-codes.js';

/** The three parts of every message, and how the process ends after it. */
export interface Trouble {
  /** What happened, as one sentence without a closing stop. */
  what: string;
  /** Why, as far as it is known. */
  why?: string;
  /** What to do now: a command or a click, one a line. */
  next?: string | readonly string[];
  exit?: ExitReason;
  cause?: unknown;
  /** What should have been saved and could not be: shown whole, so that it can be kept by hand. */
  unsaved?: object;
}

/**
 * Trouble that was foreseen: bad input, a missing right, a system that cannot be reached.
 * Whatever else is thrown counts as a bug of this program.
 */
export class ExpectedError extends Error {
  override readonly name: string = 'ExpectedError';
  readonly why: string | undefined;
  readonly next: readonly string[];
  readonly exit: ExitReason;
  readonly unsaved: object | undefined;

  constructor(trouble: Trouble) {
    super(trouble.what, trouble.cause === undefined ? undefined : { cause: trouble.cause });
    this.why = trouble.why;
    this.next = typeof trouble.next === 'string' ? [trouble.next] : (trouble.next ?? []);
    this.exit = trouble.exit ?? 'failed';
    this.unsaved = trouble.unsaved;
  }
}

/** A system outside failed: unreachable, slow, or answering what it never should. */
export class OutsideError extends ExpectedError {
  override readonly name: string = 'OutsideError';
}

/** The user stopped it: Ctrl-C, a closed prompt, or an answer that says no. */
export class Cancelled extends ExpectedError {
  override readonly name: string = 'Cancelled';
}

/** The same by Ctrl-C at a question, or by closing the input; nothing is under way then. */
export class StoppedAtQuestion extends Cancelled {
  override readonly name: string = 'StoppedAtQuestion';
}
