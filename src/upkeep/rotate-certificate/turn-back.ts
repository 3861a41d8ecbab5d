import type { CertificateKeyPair } from '../../authentik/index.js';
import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import { type Context, updateOf } from '../../procedure/context.js';
import { SAML_PROVIDER_KEY } from '../../procedure/our-provider.js';
import type { RotationFacts } from './facts.js';
import { NEXT_KEY, remembered, rememberTurnBack } from './remember-key.js';
import { signWith } from './sign-with.js';
import { step } from './step.js';

type Have = Pick<RotationFacts, 'inUse' | 'course'>;

interface Seen {
  /** The key pair of before the rotation, where authentik still has it. */
  readonly before: CertificateKeyPair | undefined;
  /** Whether a rotation was taken back already, and is neither gone on with nor given up. */
  readonly isBack: boolean;
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
  look: async (context: Context, { course }: Have): Promise<Seen> => ({
    before: await context.authentik.certificates.get(course.from.pk),
    isBack: !course.to && context.memory.thing(NEXT_KEY) !== undefined,
    now: context.now(),
  }),
  plan({ inUse, course }, { before, isBack, now }) {
    if (isBack) return { changes: [], known: { turnedBack: { name: inUse.key.name } } };
    if (!course.to) return { changes: [], known: {}, notes: [nothingToTakeBack] };
    if (inUse.key.pk === course.from.pk) {
      // Not switched, or killed in the middle of turning back.
      const object = 'in the state file, that AWS has the next certificate is to be said again';
      return { changes: [{ action: 'write', object }], known: {} };
    }
    if (!before) return { changes: [], known: {}, notes: [isGone(course.from.name)] };
    const fields = [{ field: 'signing key', from: inUse.key.name, to: before.name }];
    const notes = [stillTrusted, ...(before.expires <= now ? [ended(before)] : [])];
    return {
      changes: updateOf(`SAML provider "${inUse.provider.name}"`, fields, {
        of: SAML_PROVIDER_KEY,
      }),
      known: {},
      notes,
    };
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
    text: `The key pair "${name}", which signed before, is no longer in authentik`,
    next: 'Give AWS the certificate that signs now: authentik-aws setup writes it to a file.',
  };
}

function ended({ expires }: CertificateKeyPair): Note {
  return { level: 'warning', text: `its certificate ended on ${day(expires)}` };
}
