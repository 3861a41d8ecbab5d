import type { CertificateKeyPair } from '../../authentik/index.js';
import type { Context } from '../../procedure/context.js';
import { dedicatedName, numberOf } from '../../procedure/signing-key-pairs.js';
import type { RotationFacts } from './facts.js';
import { pendingNext } from './key-parts.js';

type Have = Pick<RotationFacts, 'wishes' | 'inUse' | 'course'>;

/** What there is to sign next. */
export interface NextFound {
  readonly keyPair: CertificateKeyPair | undefined;
  /** The name that a new one gets. */
  readonly name: string;
  /** Named or found in this run, and still to be remembered as the next one. */
  readonly isNew: boolean;
  /** It was named in an earlier run, so that none is made in its place. */
  readonly isChosen: boolean;
  readonly now: Date;
}

/** Looks for the one under way, the one that is named, or one of a run that nobody remembers. */
export async function findNext(
  context: Context,
  { wishes, inUse, course }: Have,
): Promise<NextFound> {
  const { authentik, memory, now } = context;
  const { byName, get } = authentik.certificates;
  const pending = pendingNext(memory, inUse.key);
  const seen = { name: pending?.name ?? '', now: now(), isNew: false, isChosen: false };
  if (course.to) return { ...seen, keyPair: await get(course.to.pk) };
  if (wishes.certificate !== undefined) {
    const keyPair = await byName(wishes.certificate);
    return { ...seen, keyPair, isNew: keyPair !== undefined && keyPair.pk !== pending?.id };
  }
  const ours = pending?.id === undefined ? undefined : await get(pending.id);
  const found = ours ?? (pending && (await byName(pending.name)));
  if (found && found.pk !== inUse.key.pk) return { ...seen, keyPair: found };
  if (pending?.origin === 'adopted') return { ...seen, keyPair: undefined, isChosen: true };
  const free = await firstFree(context, wishes, inUse.key.name);
  return { ...seen, ...free, isNew: free.keyPair !== undefined };
}

/**
 * The first name that nothing has, counted on from the key in use. What stands right before it
 * under a later name than that of the key in use was made by a run that nobody remembers.
 */
async function firstFree(
  { authentik }: Context,
  wishes: Have['wishes'],
  current: string,
): Promise<Pick<NextFound, 'keyPair' | 'name'>> {
  const own = numberOf(current, wishes);
  let keyPair: CertificateKeyPair | undefined;
  for (let number = (own ?? 0) + 1; ; number += 1) {
    const name = dedicatedName(wishes, number);
    const there = await authentik.certificates.byName(name);
    if (!there) return { keyPair: own === undefined ? undefined : keyPair, name };
    keyPair = there;
  }
}
