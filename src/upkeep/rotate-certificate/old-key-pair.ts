import type { CertificateKeyPair } from '../../authentik/index.js';
import { listed } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import { type Context, recall } from '../../procedure/context.js';
import { isSharedDefault } from '../../procedure/signing-key-pairs.js';
import type { RotationFacts } from './facts.js';
import { OLD_KEY } from './remember-key.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'course' | 'switched' | 'signIn'>;

interface Seen {
  /** `undefined`: it is gone already. */
  readonly keyPair: CertificateKeyPair | undefined;
  readonly usedBy: readonly string[];
  /** Whether the token sees all that may use it. */
  readonly seesAll: boolean;
}

/**
 * Takes the key pair of before out of authentik, which ends the way back. Never one that anything
 * uses: authentik deletes it all the same and leaves its users without, saying nothing (recorded
 * on every release).
 */
export const oldKeyPair = step({
  id: 'old-key-pair',
  title: 'Remove the old key pair',
  guide: [],
  place: 'authentik',
  outlook: 'the key pair of before leaves authentik, once a sign-in with the next one was seen',
  needs: ['course', 'switched', 'signIn'],
  gives: ['oldKeyPairGone'],
  look,
  plan({ course }, { keyPair, usedBy, seesAll }) {
    const known = { oldKeyPairGone: { name: course.from.name } };
    if (!keyPair) return { changes: [], known, standing: 'seen' };
    const blocking = whatBlocks(keyPair, usedBy);
    if (blocking) return { changes: [], known: {}, notes: [blocking] };
    const object = `key pair "${keyPair.name}"`;
    const changes = [{ action: 'delete' as const, object, why: 'nothing uses it' }];
    return { changes, known: {}, notes: seesAll ? [] : [asFarAsSeen] };
  },
  async apply({ authentik, memory }, { course }, { keyPair }) {
    if (keyPair) await authentik.certificates.remove(keyPair.pk);
    await memory.forget(OLD_KEY);
    const told = recall(memory, 'identitySource')?.value;
    if (told) await memory.remember('identitySource', { ...told, alsoTrusted: [] });
    return done({ oldKeyPairGone: { name: course.from.name } });
  },
});

async function look({ authentik }: Context, { course }: Have): Promise<Seen> {
  const { get, usedBy } = authentik.certificates;
  const keyPair = await get(course.from.pk);
  return {
    keyPair,
    usedBy: keyPair ? await usedBy(keyPair.pk) : [],
    seesAll: authentik.account.superuser,
  };
}

function whatBlocks(keyPair: CertificateKeyPair, usedBy: readonly string[]): Note | undefined {
  const why = whyKept(keyPair, usedBy);
  if (why === undefined) return undefined;
  return {
    level: 'blocking',
    text: `The key pair "${keyPair.name}" is not removed: ${why}`,
    next: 'Leave --remove-old out, and remove it in authentik under System → Certificates if you mean it.',
  };
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
