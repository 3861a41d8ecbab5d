import type { Before, Memory } from '../engine/memory.js';

/** An object in authentik that is about to be changed. */
interface Changed {
  /** Under which it is remembered. */
  readonly key: string;
  readonly name: string;
  readonly id: string;
}

/**
 * Called before an object is changed. One that this tool did not make is remembered as adopted,
 * with how each field was and how it is left, so that `undo` can put it back; one that was found
 * under the name saved before its creation is this tool's own.
 */
export async function rememberBefore(
  memory: Memory,
  { key, name, id }: Changed,
  before: Before,
): Promise<void> {
  const known = memory.thing(key);
  if (known?.origin === 'made' && known.id === id) return;
  if (known?.origin === 'intended') return memory.made(key, name, id);
  await memory.adopted(key, name, id, before);
}

/** For fields that are read and written under the same names: what each is, and is to be. */
export function beforeOf(present: object, update: object): Before {
  const was = new Map(Object.entries(present));
  return Object.fromEntries(
    Object.entries(update).map(([field, left]) => [
      field,
      { was: was.get(field) ?? null, left: left ?? null },
    ]),
  );
}
