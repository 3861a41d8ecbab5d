import type { Memory, Thing } from '../../engine/memory.js';
import type { Context } from '../../procedure/context.js';
import { SIGNING_KEY } from '../../procedure/signing-key-pairs.js';
import type { Key } from './facts.js';

/** Under which key the next key pair is remembered until authentik signs with it. */
export const NEXT_KEY = 'next-signing-certificate';
/** Under which key the key pair that signed before is remembered. */
export const OLD_KEY = 'old-signing-certificate';
/** All others that this tool made, each with its own: `undo` takes away what this tool made. */
const OLDER_KEY = 'older-signing-certificate:';

type Named = Pick<Key, 'pk' | 'name'>;
type Ports = Pick<Context, 'authentik' | 'memory'>;

/** The rotation's word for a key pair that is to sign next, unless it is the one that signs. */
export function pendingNext(memory: Memory, inUse: Pick<Key, 'pk'>): Thing | undefined {
  const thing = memory.thing(NEXT_KEY);
  return thing?.id === inUse.pk ? undefined : thing;
}

/** Key pairs of earlier rotations that this tool made, by the key of each. */
export function oldOnes(memory: Memory): [key: string, made: Named][] {
  return partsIn(memory).flatMap(([key, { origin, id, name }]) => {
    const isOld = key === OLD_KEY || key.startsWith(OLDER_KEY);
    return isOld && origin === 'made' && id !== undefined ? [[key, { pk: id, name }]] : [];
  });
}

/** Whether this tool made a key pair. Of one whose making was cut off the name alone was saved. */
export function isOurs(memory: Memory, { pk, name }: Named): boolean {
  return partsIn(memory).some(([, thing]) =>
    thing.origin === 'intended' ? thing.name === name : thing.origin === 'made' && thing.id === pk,
  );
}

/**
 * Remembers a key pair in a part: as made by this tool if it was, else as found. One that this tool
 * made and that stood there is set aside, so that it is never forgotten while it may be in authentik.
 */
export async function place(ports: Ports, key: Named, part: string): Promise<void> {
  const { memory } = ports;
  const { pk, name } = key;
  const ours = isOurs(memory, key);
  if (memory.thing(part)?.id !== pk) {
    await makeRoom(ports, part);
    await (ours ? memory.made(part, name, pk) : memory.adopted(part, name, pk));
  }
  if (memory.thing(part)?.origin === 'made') await memory.forget(`${OLDER_KEY}${pk}`);
}

/** Sets aside what this tool made and remembers in a part, unless another part knows it as well. */
export async function makeRoom({ authentik, memory }: Ports, part: string): Promise<void> {
  const there = memory.thing(part);
  if (!there || there.origin === 'adopted') return;
  const pk = there.id ?? (await authentik.certificates.byName(there.name))?.pk;
  if (pk === undefined) return;
  const elsewhere = partsIn(memory).some(
    ([key, { origin, id }]) => key !== part && origin === 'made' && id === pk,
  );
  if (!elsewhere) await memory.made(`${OLDER_KEY}${pk}`, there.name, pk);
}

function partsIn(memory: Memory): [string, Thing][] {
  const own: readonly string[] = [SIGNING_KEY, OLD_KEY, NEXT_KEY];
  return [...memory.things()].filter(([key]) => own.includes(key) || key.startsWith(OLDER_KEY));
}
