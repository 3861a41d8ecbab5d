import type { Change } from '../engine/change.js';
import type { Memory } from '../engine/memory.js';

/** An object of authentik under the key that it is remembered by. */
export interface Held {
  readonly id: string;
  /** As it was called when this tool was about to make it: a slug or a name. */
  readonly name: string;
}

/**
 * Whether somebody else made an object: it was found and adopted, or stands where one that this
 * tool made is gone. One that is found under a name that was saved before a creating call is ours.
 */
export function isForeign(memory: Pick<Memory, 'thing'>, key: string, held: Held): boolean {
  const thing = memory.thing(key);
  if (thing?.origin === 'intended') return thing.name !== held.name;
  return thing?.origin !== 'made' || thing.id !== held.id;
}

/** The key of what a change alters, and the mark of one that alters what somebody else made. */
export function whose(key: string, foreign: boolean): Pick<Change, 'of' | 'foreign'> {
  return { of: key, ...(foreign && { foreign }) };
}
