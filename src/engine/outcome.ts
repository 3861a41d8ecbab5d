import type { Change } from './change.js';

/** A file that a person needs in a console, and what the console calls it. */
export interface HandoverFile {
  readonly label: string;
  readonly path: string;
}

/** What a person has to do before the run can go on, in full: enough to do it without the tool. */
export interface Waiting {
  /** One sentence: what is waited for. */
  readonly what: string;
  /** The console page to open. */
  readonly link?: string;
  /** Numbered by whoever shows them; labels stand as the console has them. */
  readonly instructions: readonly string[];
  readonly files: readonly HandoverFile[];
  /** How an unattended run is told, one way each: `FLAG or VARIABLE`, then `: what it is`. */
  readonly bring: readonly string[];
}

/**
 * How a step ended: done with its facts, incomplete where it did what it could and not all came of
 * it, waiting for a person, or declined by one.
 */
export type Outcome<Gives> =
  | {
      readonly kind: 'done';
      readonly gives: Gives;
      /**
       * The changes that were made, where not all that were planned could be, or where the step has
       * told them by itself.
       */
      readonly made?: readonly Change[];
    }
  | { readonly kind: 'incomplete'; readonly gives: Gives; readonly why: string }
  | { readonly kind: 'waiting'; readonly waiting: Waiting }
  | { readonly kind: 'declined'; readonly why: string };

/** The outcome of a step that did what it had to. */
export function done<Gives>(gives: Gives): Outcome<Gives> {
  return { kind: 'done', gives };
}
