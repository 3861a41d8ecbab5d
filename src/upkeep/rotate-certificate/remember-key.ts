import { nextSecondAtAws } from '../../procedure/aws-clock.js';
import { type Context, recall } from '../../procedure/context.js';
import { SIGNING_KEY } from '../../procedure/signing-key-pairs.js';
import type { Key, RotationFacts } from './facts.js';
import { NEXT_KEY, OLD_KEY, place } from './key-parts.js';

/** What is known at the moment of the switch. */
type Switch = Pick<RotationFacts, 'inUse' | 'course' | 'nextKey' | 'imported' | 'oldKeyTried'> & {
  readonly metadataFingerprint: string;
  readonly at: Date;
};

/**
 * The next key is the one that signs: `setup` and `status` go by this. Until the last save both
 * keys count as right, so that it may end anywhere in between.
 */
export async function rememberSwitch(context: Context, switched: Switch): Promise<void> {
  const { memory } = context;
  const { inUse, course, nextKey, imported, oldKeyTried, at, metadataFingerprint } = switched;
  const { from } = course;
  await place(context, from, OLD_KEY);
  await place(context, nextKey, SIGNING_KEY);
  await memory.forget(NEXT_KEY);
  const told = recall(memory, 'identitySource')?.value;
  const before = told ? [told.fingerprint, ...told.alsoTrusted] : [inUse.metadataFingerprint];
  await memory.remember('identitySource', {
    fingerprint: metadataFingerprint,
    entityId: inUse.entityId,
    signingSince: at.toISOString(),
    alsoTrusted: before.filter((known) => known !== metadataFingerprint),
  });
  const { proof } = oldKeyTried;
  await memory.remember('certificateRotation', {
    from,
    to: remembered(nextKey),
    importedAt: imported.at.toISOString(),
    switchedAt: at.toISOString(),
    ...(proof && { provedBefore: { ...proof, at: proof.at.toISOString() } }),
  });
}

/** The key of before signs again, and what was told of the import counts no longer. */
export async function rememberTurnBack(
  context: Context,
  { from, to }: { readonly from: Key; readonly to: Key },
  told: { readonly fingerprint: string; readonly entityId: string },
): Promise<void> {
  const { memory } = context;
  await place(context, to, NEXT_KEY);
  await place(context, from, SIGNING_KEY);
  // Before a switch it holds the one of the rotation before.
  if (memory.thing(OLD_KEY)?.id === from.pk) await memory.forget(OLD_KEY);
  const signingSince = nextSecondAtAws(context).toISOString();
  await memory.remember('identitySource', { ...told, signingSince, alsoTrusted: [] });
  await memory.unlearn(['certificateRotation']);
}

/**
 * Called before another rotation takes the place of a finished one, so that giving the other one up
 * leaves things as they were.
 */
export async function setFinishedAside({ memory }: Context, inUse: Key): Promise<void> {
  const last = recall(memory, 'certificateRotation')?.value;
  if (last?.switchedAt === undefined || last.to.pk !== inUse.pk) return;
  const alsoTrusted = recall(memory, 'identitySource')?.value.alsoTrusted ?? [];
  await memory.remember('finishedRotation', { ...last, alsoTrusted });
}

/** What is remembered of a rotation that is given up, as it was before that one was begun. */
export async function rememberGivingUp({ memory }: Context, inUse: Key): Promise<void> {
  const finished = recall(memory, 'finishedRotation')?.value;
  const before = finished?.to.pk === inUse.pk ? finished : undefined;
  const told = recall(memory, 'identitySource')?.value;
  const alsoTrusted = before?.alsoTrusted ?? [];
  if (told) await memory.remember('identitySource', { ...told, alsoTrusted });
  if (before) {
    const { alsoTrusted: _elsewhere, ...rotation } = before;
    await memory.remember('certificateRotation', rotation);
  } else {
    await memory.unlearn(['certificateRotation']);
  }
  await memory.unlearn(['finishedRotation']);
}

/** What a rotation saves of a key pair. */
export function remembered({ pk, name, fingerprint }: Key): Key {
  return { pk, name, fingerprint };
}
