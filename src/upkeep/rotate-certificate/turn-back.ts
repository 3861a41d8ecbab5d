import type { CertificateKeyPair } from '../../authentik/index.js';
import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import type { Context } from '../../procedure/context.js';
import type { RotationFacts } from './facts.js';
import { NEXT_KEY, pendingNext } from './key-parts.js';
import { remembered, rememberTurnBack } from './remember-key.js';
import { signWith, switchTo } from './sign-with.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'inUse' | 'course'>;

interface Seen {
  /** The key pair of before the rotation, where authentik still has it. */
  readonly before: CertificateKeyPair | undefined;
  /** Whether a rotation was taken back already, and is neither gone on with nor given up. */
  readonly isBack: boolean;
  /** The name of the key pair of a rotation that was begun since. */
  readonly begunSince: string | undefined;
  readonly now: Date;
}

/** Takes the switch back: authentik signs with the key of before, which AWS still trusts. */
export const turnBack = step({
  id: 'turn-back',
  title: 'Sign with the key of before again',
  guide: ['10'],
  place: 'authentik',
  outlook: 'the provider signs with the key of before the rotation',
  needs: ['inUse', 'course'],
  gives: ['turnedBack'],
  look: async ({ authentik, memory, now }: Context, { inUse, course }: Have): Promise<Seen> => ({
    before: await authentik.certificates.get(course.from.pk),
    isBack: !course.to && memory.thing(NEXT_KEY) !== undefined,
    begunSince: course.switchedAt && pendingNext(memory, inUse.key)?.name,
    now: now(),
  }),
  plan({ inUse, course }, { before, isBack, begunSince, now }) {
    if (isBack) return { changes: [], known: { turnedBack: { name: inUse.key.name } } };
    if (!course.to) return { changes: [], known: {}, notes: [nothingToTakeBack] };
    if (inUse.key.pk === course.from.pk) {
      // Not switched, or killed in the middle of turning back.
      const object = 'in the state file, that AWS has the next certificate is to be said again';
      return { changes: [{ action: 'write', object }], known: {} };
    }
    if (!before) return { changes: [], known: {}, notes: [isGone(course.from.name)] };
    const notes = [stillTrusted];
    if (before.expires <= now) notes.push(ended(before));
    if (begunSince !== undefined) notes.push(setAside(begunSince));
    return { changes: [switchTo(inUse, before)], known: {}, notes };
  },
  async apply(context, { inUse, course }) {
    const { memory } = context;
    const { from, to = from, importedAt = context.now() } = course;
    let fingerprint = inUse.metadataFingerprint;
    if (inUse.key.pk !== from.pk) {
      // While no switch is remembered, both keys count as right: this may end anywhere. The proof
      // of a sign-in belongs to a certificate that is about to sign no longer.
      const kept = { from: remembered(from), to: remembered(to) };
      await memory.remember('certificateRotation', {
        ...kept,
        importedAt: importedAt.toISOString(),
      });
      await memory.unlearn(['signIn']);
      fingerprint = await signWith(context, inUse.provider.pk, from);
    }
    await rememberTurnBack(context, { from, to }, { fingerprint, entityId: inUse.entityId });
    return done({ turnedBack: { name: from.name } });
  },
});

const nothingToTakeBack: Note = {
  level: 'blocking',
  text: 'No rotation is remembered that could be taken back',
  next: 'To sign with another key pair all the same: authentik-aws setup --certificate NAME',
};

const stillTrusted: Note = {
  level: 'info',
  text: 'this works as long as the certificate of before is listed in AWS under "Manage SAML 2.0 certificates"',
};

function isGone(name: string): Note {
  return {
    level: 'blocking',
    text: `The rotation is finished: the key pair "${name}", which signed before, is no longer in authentik, so the switch cannot be taken back`,
    next: 'To go over to yet another one: authentik-aws rotate certificate --another',
  };
}

function setAside(name: string): Note {
  const text = `the rotation to "${name}" that was begun since ends; its key pair stays until authentik-aws undo`;
  return { level: 'info', text };
}

function ended({ expires }: CertificateKeyPair): Note {
  return { level: 'warning', text: `its certificate ended on ${day(expires)}` };
}
