import { nextSecondAtAws } from '../../procedure/aws-clock.js';
import { type Context, recall } from '../../procedure/context.js';
import { SIGNING_KEY } from '../../procedure/signing-key-pairs.js';
import type { Key, RotationFacts } from './facts.js';

/** Under which key the next key pair is remembered until authentik signs with it. */
export const NEXT_KEY = 'next-signing-certificate';
/** Under which key the key pair that signed before is remembered. */
export const OLD_KEY = 'old-signing-certificate';
/** Those that signed still earlier, each with its own: `undo` takes away what this tool made. */
const OLDER_KEY = 'older-signing-certificate';

/** What is known at the moment of the switch. */
type Switch = Pick<RotationFacts, 'inUse' | 'course' | 'nextKey' | 'imported'> & {
  readonly metadataFingerprint: string;
  readonly at: Date;
};

/**
 * The next key is the one that signs: `setup` and `status` go by this. Until the last save both
 * keys count as right, so that it may end anywhere in between.
 */
export async function rememberSwitch(context: Context, switched: Switch): Promise<void> {
  const { memory } = context;
  const { inUse, course, nextKey, imported, at, metadataFingerprint } = switched;
  const { from } = course;
  await setOlderAside(context, from);
  await moveKey(context, from, { from: SIGNING_KEY, to: OLD_KEY });
  await moveKey(context, nextKey, { from: NEXT_KEY, to: SIGNING_KEY });
  await memory.forget(NEXT_KEY);
  const told = recall(memory, 'identitySource')?.value;
  const before = told ? [told.fingerprint, ...told.alsoTrusted] : [inUse.metadataFingerprint];
  await memory.remember('identitySource', {
    fingerprint: metadataFingerprint,
    entityId: inUse.entityId,
    signingSince: at.toISOString(),
    alsoTrusted: before.filter((known) => known !== metadataFingerprint),
  });
  await memory.remember('certificateRotation', {
    from,
    to: remembered(nextKey),
    importedAt: imported.at.toISOString(),
    switchedAt: at.toISOString(),
  });
}

/** The key of before signs again, and what was told of the import counts no longer. */
export async function rememberTurnBack(
  context: Context,
  { from, to }: { readonly from: Key; readonly to: Key },
  told: { readonly fingerprint: string; readonly entityId: string },
): Promise<void> {
  const { memory } = context;
  await moveKey(context, to, { from: SIGNING_KEY, to: NEXT_KEY });
  await moveKey(context, from, { from: OLD_KEY, to: SIGNING_KEY });
  await memory.forget(OLD_KEY);
  const signingSince = nextSecondAtAws(context).toISOString();
  await memory.remember('identitySource', { ...told, signingSince, alsoTrusted: [] });
  await memory.unlearn(['certificateRotation']);
}

/** The place of the old key is needed anew while the one in it may still be in authentik. */
async function setOlderAside(context: Context, { pk }: Key): Promise<void> {
  const old = context.memory.thing(OLD_KEY);
  if (old?.id === undefined || old.id === pk) return;
  const part = { from: OLD_KEY, to: `${OLDER_KEY}:${old.id}` };
  await moveKey(context, { pk: old.id, name: old.name }, part);
}

/** What a rotation saves of a key pair. */
export function remembered({ pk, name, fingerprint }: Key): Key {
  return { pk, name, fingerprint };
}

/**
 * Remembers a key pair in its new part: as made by this tool if it was, else as found. Of one whose
 * making a kill cut off the name alone was saved, beforehand.
 */
async function moveKey(
  { memory }: Context,
  { pk, name }: Pick<Key, 'pk' | 'name'>,
  part: { readonly from: string; readonly to: string },
): Promise<void> {
  if (memory.thing(part.to)?.id === pk) return;
  const known = memory.thing(part.from);
  const isOurs =
    known?.origin === 'intended'
      ? known.name === name
      : known?.origin === 'made' && known.id === pk;
  await (isOurs ? memory.made(part.to, name, pk) : memory.adopted(part.to, name, pk));
}
