/**
 * The fields of an adopted thing that this tool changed: how each was before the first change, and
 * how this tool left it. Nothing secret.
 */
export type Before = Readonly<Record<string, { readonly was: unknown; readonly left: unknown }>>;

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
  /** Only of an adopted thing. */
  readonly before?: Before;
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
  /** Every thing by its key, in the order in which they were first remembered. */
  things(): ReadonlyMap<string, Thing>;
  /** Saves the name a thing is about to be created under. */
  intend(key: string, name: string): Promise<void>;
  made(key: string, name: string, id: string): Promise<void>;
  /**
   * Called before the first change: what a field was is kept from then on, what it was left as is
   * that of the last call.
   */
  adopted(key: string, name: string, id: string, before?: Before): Promise<void>;
  /** The thing is gone, or as it was before. */
  forget(key: string): Promise<void>;
  recall(key: string): Remembered | undefined;
  /** The keys under which something was told. */
  told(): readonly string[];
  remember(key: string, value: unknown): Promise<void>;
  /** Forgets what was told, all of it or under these keys. */
  unlearn(keys?: readonly string[]): Promise<void>;
  /** How the last run left an object. */
  left(key: string): Left | undefined;
  /** Keeps how objects are left; saves only what is new. */
  leave(objects: readonly Observed[]): Promise<void>;
  /** Forgets how every object was left: from now on this tool answers for none. */
  leaveNothing(): Promise<void>;
  /**
   * Forgets how these fields of an object, or all of it, were left: they are about to be changed
   * by this tool, and a run that is killed must not take that for a change made outside.
   */
  touch(key: string, fields?: readonly string[]): Promise<void>;
}

/**
 * Takes a thing for made that stands under the name saved before its creating call: the run that
 * made it was killed before it could write that down.
 */
export async function claimIntended(
  memory: Memory,
  key: string,
  found: { readonly name: string; readonly id: string } | undefined,
): Promise<void> {
  const intended = memory.thing(key);
  if (intended?.origin !== 'intended' || found?.name !== intended.name) return;
  await memory.made(key, found.name, found.id);
}
