import type { Memory } from '../engine/memory.js';
import { recall } from '../procedure/context.js';

/** Whether a person said that AWS was given authentik's metadata. */
export function wasHandedOver(memory: Memory): boolean {
  return recall(memory, 'identitySource') !== undefined;
}

/** Whether a thing was made or adopted here, or the whole set-up was once finished. */
export function wasSetUp(memory: Memory, thing: string): boolean {
  const origin = memory.thing(thing)?.origin;
  return origin === 'made' || origin === 'adopted' || wasHandedOver(memory);
}
