import { z } from 'zod';
import type { Memory } from '../../engine/memory.js';

const KEY = 'reconcile';

const rememberedSchema = z.object({ groups: z.array(z.string()) });

/**
 * The names of the groups that reconciliations made in AWS: the public API cannot leave the mark
 * that SCIM leaves, so this alone says that they are authentik's.
 */
export function groupsMadeHere(memory: Pick<Memory, 'recall'>): ReadonlySet<string> {
  const remembered = rememberedSchema.safeParse(memory.recall(KEY)?.value);
  return new Set(remembered.success ? remembered.data.groups : []);
}

/** Saves the name of a group before it is made, so that after a kill it is known to be ours. */
export async function rememberGroup(memory: Memory, name: string): Promise<void> {
  const known = groupsMadeHere(memory);
  if (known.has(name)) return;
  await memory.remember(KEY, { groups: [...known, name] });
}
