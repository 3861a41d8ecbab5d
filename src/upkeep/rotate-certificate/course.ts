import { type Context, recall } from '../../procedure/context.js';
import { daysLeft } from '../../procedure/signing-key-pairs.js';
import type { Key, RotationFacts } from './facts.js';

/** So many days before its end a certificate may be rotated although the last one is finished. */
const ENDS_SOON = 90;

type InUse = { readonly key: Key; readonly expires: Date };

/**
 * How far the rotation is, by what is remembered and by which key signs now: the key decides. A
 * rotation that is finished is over, and the next one begins when it was asked for or the
 * certificate ends soon.
 */
export function courseOf(
  { memory, now }: Context,
  { key, expires }: InUse,
  begin: RotationFacts['wishes']['begin'],
): RotationFacts['course'] {
  const last = recall(memory, 'certificateRotation')?.value;
  const begun = { from: key };
  if (!last) return begun;
  const { from, to, importedAt, switchedAt } = last;
  const both = { from, to, importedAt: new Date(importedAt) };
  if (key.pk === to.pk) {
    if (switchedAt === undefined) return both;
    const since = new Date(switchedAt);
    const begins = begin === 'now' || (begin === 'when due' && isDue(expires, since, now()));
    return begins ? begun : { ...both, switchedAt: since };
  }
  // After somebody switched back outside this tool it is not known what AWS has.
  return key.pk === from.pk && switchedAt === undefined ? both : begun;
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
