import type { Left, Observed } from './observed.js';

/** A thing in a system that this tool made, adopted, or is about to make. */
export interface Thing {
  /**
   * `intended`: the name was saved before the creating call, so that a thing found under it after
   * a kill is known to be ours.
   */
  readonly origin: 'intended' | 'made' | 'adopted';
  readonly name: string;
  readonly id?: string;
  readonly at: string;
}

/** Something a person said or the run found out, and when. */
export interface Remembered {
  readonly value: unknown;
  readonly at: string;
}

/**
 * What is kept between runs: what this tool made and what it was told. Never what can be looked
 * up, never a secret.
 */
export interface Memory {
  thing(key: string): Thing | undefined;
  /** Saves the name a thing is about to be created under. */
  intend(key: string, name: string): Promise<void>;
  made(key: string, name: string, id: string): Promise<void>;
  adopted(key: string, name: string, id: string): Promise<void>;
  recall(key: string): Remembered | undefined;
  remember(key: string, value: unknown): Promise<void>;
  /** How the last run left an object. */
  left(key: string): Left | undefined;
  /** Keeps how objects are left; saves only what is new. */
  leave(objects: readonly Observed[]): Promise<void>;
  /**
   * Forgets how these fields of an object, or all of it, were left: they are about to be changed
   * by this tool, and a run that is killed must not take that for a change made outside.
   */
  touch(key: string, fields?: readonly string[]): Promise<void>;
}
