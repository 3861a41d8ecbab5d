import type { Note } from '../engine/change.js';
import type { Waiting } from '../engine/outcome.js';

/** What a person is asked to bring back from a console. */
export interface Ask<T> {
  /** The name of the input that brings the same answer without a terminal: `portal-url`. */
  readonly input: string;
  readonly question: string;
  /** Where the value is found, as one sentence. */
  readonly where: string;
  /** Offered as the answer; taking it is one key. */
  readonly propose?: string;
  /** What is typed shows as dots and is kept out of every output. */
  readonly secret?: true;
  /** A new file that looks like this is noticed in the downloads folder and offered. */
  readonly expectFile?: (name: string, text: string) => boolean;
  /**
   * Turns the typed text into the value.
   * @throws ExpectedError saying precisely what is wrong; the question is then asked again
   */
  read(text: string): T | Promise<T>;
}

/** One handover: what a person does in a console, and what comes back. */
export interface Handover<T> extends Waiting {
  /** The step that hands over. */
  readonly step: string;
  /**
   * Must be agreed to, by typing a word, before the instructions make sense. The notes are those
   * of the step, which a run has shown just above unless it is quiet.
   */
  readonly consent?: { readonly notes: readonly Note[]; readonly type: string };
  readonly ask: Ask<T>;
}

/** What became of a handover. */
export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'declined'; readonly why: string };

/** Whoever does the console part: a person at a terminal, nobody, or the sandbox's person. */
export interface Person {
  handOver<T>(handover: Handover<T>): Promise<Answer<T>>;
}
