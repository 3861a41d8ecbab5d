import { type Context, recall } from '../../procedure/context.js';
import { signInsSince } from '../../procedure/sign-ins-since.js';
import { daysLeft } from '../../procedure/signing-key-pairs.js';
import type { Key, RotationFacts } from './facts.js';
import { pendingNext } from './key-parts.js';

/** So many days before its end a certificate may be rotated although the last one is finished. */
const ENDS_SOON = 90;

type Course = RotationFacts['course'];
type Wishes = Pick<RotationFacts['wishes'], 'begin' | 'withoutSignIn'>;

interface InUse {
  readonly key: Key;
  readonly expires: Date;
  readonly metadataFingerprint: string;
}

/**
 * How far the rotation is, by what is remembered and by which key signs now: the key decides. A
 * next key pair that does not sign yet is a rotation under way, and that is gone on with. One that
 * is finished is over, and the next one begins when it was asked for or the certificate ends soon.
 */
export async function courseOf(context: Context, inUse: InUse, wishes: Wishes): Promise<Course> {
  const { key } = inUse;
  const begun = { from: key };
  const last = lastOne(context);
  if (!last) return begun;
  if (key.pk === last.to.pk) {
    return last.switchedAt && (await begins(context, inUse, last.switchedAt, wishes))
      ? begun
      : last;
  }
  // After somebody switched back outside this tool it is not known what AWS has.
  return key.pk === last.from.pk && !last.switchedAt ? last : begun;
}

function lastOne({ memory }: Context): (Course & { readonly to: Key }) | undefined {
  const last = recall(memory, 'certificateRotation')?.value;
  if (!last) return undefined;
  const { from, to, importedAt, switchedAt, provedBefore } = last;
  return {
    ...{ from, to, importedAt: new Date(importedAt) },
    ...(switchedAt !== undefined && { switchedAt: new Date(switchedAt) }),
    ...(provedBefore && { provedBefore: { ...provedBefore, at: new Date(provedBefore.at) } }),
  };
}

async function begins(
  context: Context,
  inUse: InUse,
  switchedAt: Date,
  { begin, withoutSignIn }: Wishes,
): Promise<boolean> {
  if (begin === 'look back') return false;
  if (pendingNext(context.memory, inUse.key)) return true;
  if (begin === 'when due') return isDue(inUse.expires, switchedAt, context.now());
  if (begin === 'go on') return false;
  return withoutSignIn || isProved(context, inUse, switchedAt);
}

/** Whether somebody was seen to sign in since the switch: else it may have to be taken back. */
async function isProved(
  context: Context,
  { metadataFingerprint }: InUse,
  switchedAt: Date,
): Promise<boolean> {
  const told = recall(context.memory, 'signIn')?.value;
  if (told?.fingerprint === metadataFingerprint) return true;
  const { success } = await signInsSince(context, switchedAt);
  return success !== undefined;
}

/** A certificate that was made for less than that is due when half of its time is over. */
function isDue(expires: Date, since: Date, now: Date): boolean {
  const left = daysLeft({ expires }, now);
  const passed = Math.floor((now.getTime() - since.getTime()) / 86_400_000);
  return left < ENDS_SOON && left <= passed;
}

/** A key pair that AWS has not, as far as is known, since somebody took the switch back by hand. */
export function switchedBackOutside({ memory }: Context, key: Key): boolean {
  const last = recall(memory, 'certificateRotation')?.value;
  return last?.switchedAt !== undefined && last.from.pk === key.pk;
}
