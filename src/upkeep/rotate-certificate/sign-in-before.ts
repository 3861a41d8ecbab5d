import { consoleLinks } from '../../aws/console-links.js';
import type { Note } from '../../engine/change.js';
import { done, type Outcome } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import { refusedSignInHandover } from '../../handover/refused-sign-in.js';
import { rotationSignInHandover } from '../../handover/rotation-sign-in.js';
import { failureNote } from '../../procedure/await-sign-in.js';
import { type Context, nothingToApply } from '../../procedure/context.js';
import { handOver, waitingFor } from '../../procedure/hand-over.js';
import { type SignInsSince, signInsSince } from '../../procedure/sign-ins-since.js';
import { thatSecond } from '../../procedure/whole-seconds.js';
import type { RotationFacts } from './facts.js';
import { step } from './step.js';
import { mayBeItsFault, signInNotes, waitForSignIn } from './wait-for-sign-in.js';

type Have = Pick<
  RotationFacts,
  'wishes' | 'instance' | 'inUse' | 'course' | 'nextKey' | 'imported'
>;
type Gives = Partial<Pick<RotationFacts, 'oldKeyTried' | 'oldKeyProved'>>;

const head: StepHead = {
  id: 'sign-in-before',
  title: 'See that sign-ins still work',
  guide: ['C2'],
  place: 'AWS',
  outlook: 'a sign-in with the key in use, after AWS has the next certificate, too',
};

/**
 * Whether importing the next certificate broke anything. Nobody has to sign in for it, unless the
 * run was told to wait for that: the key in use stays trusted. A sign-in that was refused stops the
 * run before the switch, unless the certificates cannot be why or somebody says to go on.
 */
export const signInBefore = step({
  ...head,
  needs: ['wishes', 'instance', 'inUse', 'course', 'nextKey', 'imported'],
  gives: ['oldKeyTried', 'oldKeyProved'],
  look,
  plan({ wishes, course }, seen) {
    const notes = seen ? signInNotes(seen) : [];
    const proof = seen ? seen.success : course.provedBefore;
    if (proof) {
      const known = { oldKeyTried: { proof }, oldKeyProved: proof };
      return { changes: [], known, standing: 'proved', notes };
    }
    const tried = { oldKeyTried: {} };
    if (!seen) return { changes: [], known: tried, leftOut: TOO_LATE };
    if (wishes.withoutSignIn) return { changes: [], known: tried, leftOut: AS_TOLD, notes };
    const known = mayBeItsFault(seen.failures) ? {} : tried;
    return { changes: [], known, unproved: true, notes };
  },
  apply: nothingToApply,
  async prove(context, have) {
    const { inUse } = have;
    const handover = rotationSignInHandover('before', inUse.startUrl);
    const look = () => sinceImport(context, have);
    const waited = await waitForSignIn(context, head, handover, look);
    const { success, failed, refused, failures } = waited;
    if (success) return done({ oldKeyTried: { proof: success }, oldKeyProved: success });
    for (const one of refused) context.tell({ kind: 'note', step: head, note: failureNote(one) });
    if (failed || mayBeItsFault(failures)) return decide(context, have, failed);
    context.tell({ kind: 'note', step: head, note: notSeen });
    // Whoever says that a sign-in is to be waited for does not want the switch without it.
    return context.answers.waitForSignIn === undefined
      ? done({ oldKeyTried: {} })
      : waitingFor(handover);
  },
});

/** Nothing is switched until somebody has looked at AWS's certificates and says to go on. */
function decide(context: Context, have: Have, told: boolean): Promise<Outcome<Gives>> {
  const { instance, inUse, nextKey } = have;
  const handover = refusedSignInHandover({
    settingsLink: consoleLinks(instance).settings,
    inUse: inUse.key.fingerprint,
    next: nextKey.fingerprint,
    told,
  });
  return handOver(context.person, handover, async () => done({ oldKeyTried: {} }));
}

/** `undefined`: the signing key is switched already, so nothing is left to try with the old one. */
async function look(context: Context, have: Have): Promise<SignInsSince | undefined> {
  const { inUse, course, nextKey } = have;
  const isSwitched = course.switchedAt !== undefined || inUse.key.pk === nextKey.pk;
  return isSwitched ? undefined : sinceImport(context, have);
}

/** The import was before the word of it, so that a sign-in of the same second was after it. */
function sinceImport(context: Context, { imported }: Pick<Have, 'imported'>) {
  return signInsSince(context, thatSecond(imported.at));
}

const TOO_LATE =
  'the next key signs already; nobody was seen to sign in with the one of before, after AWS had both';
const AS_TOLD = 'nobody was seen to sign in, and --without-sign-in says to go on';

const notSeen: Note = {
  level: 'info',
  text: 'no sign-in seen since AWS has both certificates; CloudTrail shows one some minutes after it happened',
};
