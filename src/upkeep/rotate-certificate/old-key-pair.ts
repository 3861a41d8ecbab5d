import type { CertificateKeyPair } from '../../authentik/index.js';
import { listed } from '../../basics/words.js';
import type { Change, Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import { type Context, recall } from '../../procedure/context.js';
import { isSharedDefault } from '../../procedure/signing-key-pairs.js';
import type { RotationFacts } from './facts.js';
import { isOurs, OLD_KEY, oldOnes, pendingNext } from './key-parts.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'inUse' | 'course' | 'switched' | 'signIn'>;

/** A key pair that signed before, or was made to. */
interface Old {
  readonly keyPair: CertificateKeyPair;
  readonly usedBy: readonly string[];
  /** The one that the last rotation replaced, which the user means: that it stays is no success. */
  readonly isLast: boolean;
}

interface Seen {
  readonly old: readonly Old[];
  /** Whether the token sees all that may use them. */
  readonly seesAll: boolean;
  /** Whether somebody else made the one that the last rotation replaced. */
  readonly foreign: boolean;
}

/**
 * Takes the key pair of before out of authentik, which ends the way back, and with it those of
 * earlier rotations that this tool made. Never one that anything uses: authentik deletes it all the
 * same and leaves its users without, saying nothing (recorded on every release).
 */
export const oldKeyPair = step({
  id: 'old-key-pair',
  title: 'Remove the old key pair',
  guide: [],
  place: 'authentik',
  outlook: 'the key pair of before leaves authentik, once a sign-in with the next one was seen',
  needs: ['inUse', 'course', 'switched', 'signIn'],
  gives: ['oldKeyPairGone'],
  look,
  plan({ course }, { old, seesAll, foreign }) {
    const known = { oldKeyPairGone: { name: course.from.name } };
    const blocking = old.filter(({ isLast }) => isLast).flatMap(whatBlocks);
    if (blocking.length > 0) return { changes: [], known: {}, notes: blocking };
    const kept = old.flatMap(whatStays);
    const changes = old.filter(isFree).map((each) => removal(each, foreign && each.isLast));
    if (changes.length === 0) return { changes, known, standing: 'seen', notes: kept };
    return { changes, known: {}, notes: seesAll ? kept : [...kept, asFarAsSeen] };
  },
  async apply({ authentik, memory, checkpoint }, { course }, { old }) {
    for (const { keyPair } of old.filter(isFree)) {
      checkpoint();
      await authentik.certificates.remove(keyPair.pk);
      const kept = oldOnes(memory).filter(([, { pk }]) => pk === keyPair.pk);
      for (const [key] of kept) await memory.forget(key);
    }
    if (memory.thing(OLD_KEY)?.id === course.from.pk) await memory.forget(OLD_KEY);
    const told = recall(memory, 'identitySource')?.value;
    if (told) await memory.remember('identitySource', { ...told, alsoTrusted: [] });
    return done({ oldKeyPairGone: { name: course.from.name } });
  },
});

async function look({ authentik, memory }: Context, { inUse, course }: Have): Promise<Seen> {
  const { get, usedBy } = authentik.certificates;
  const needed = [inUse.key.pk, pendingNext(memory, inUse.key)?.id];
  const made = oldOnes(memory).map(([, { pk }]) => pk);
  const all = [...new Set([course.from.pk, ...made])].filter((pk) => !needed.includes(pk));
  const old = await Promise.all(
    all.map(async (pk) => {
      const keyPair = await get(pk);
      if (!keyPair) return [];
      return [{ keyPair, usedBy: await usedBy(pk), isLast: pk === course.from.pk }];
    }),
  );
  return {
    old: old.flat(),
    seesAll: authentik.account.superuser,
    foreign: !isOurs(memory, course.from),
  };
}

function isFree({ keyPair, usedBy }: Old): boolean {
  return whyKept(keyPair, usedBy) === undefined;
}

function removal({ keyPair }: Old, foreign: boolean): Change {
  const object = `key pair "${keyPair.name}"`;
  return { action: 'delete', object, why: 'nothing uses it', ...(foreign && { foreign }) };
}

function whatBlocks({ keyPair, usedBy }: Old): Note[] {
  const why = whyKept(keyPair, usedBy);
  if (why === undefined) return [];
  return [
    {
      level: 'blocking',
      text: `The key pair "${keyPair.name}" is not removed: ${why}`,
      next: 'Leave --remove-old out, and remove it in authentik under System → Certificates if you mean it.',
    },
  ];
}

/** One of an earlier rotation. */
function whatStays({ keyPair, usedBy }: Old): Note[] {
  const why = whyKept(keyPair, usedBy);
  if (why === undefined) return [];
  return [{ level: 'info', text: `the key pair "${keyPair.name}" stays: ${why}` }];
}

function whyKept(keyPair: CertificateKeyPair, usedBy: readonly string[]): string | undefined {
  if (usedBy.length > 0) return `it is still used by ${listed(usedBy)}`;
  if (isSharedDefault(keyPair)) return 'it is the default one that everything shares';
  return keyPair.managed === undefined ? undefined : 'authentik keeps it by itself';
}

/** `used_by` lists what the asker may see (authentik/core/api/used_by.py). */
export const asFarAsSeen: Note = {
  level: 'info',
  text: 'nothing uses it, as far as this token may see; only a superuser sees everything',
};
