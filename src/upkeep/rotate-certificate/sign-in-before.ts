import { consoleLinks } from '../../aws/console-links.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import { rotationSignInHandover } from '../../handover/rotation-sign-in.js';
import { type Context, nothingToApply } from '../../procedure/context.js';
import { waitingFor } from '../../procedure/hand-over.js';
import { type SignInsSince, signInsSince } from '../../procedure/sign-ins-since.js';
import { thatSecond } from '../../procedure/whole-seconds.js';
import type { RotationFacts } from './facts.js';
import { step } from './step.js';
import { signInNotes, waitForSignIn } from './wait-for-sign-in.js';

type Have = Pick<RotationFacts, 'instance' | 'inUse' | 'course' | 'imported'>;

const head: StepHead = {
  id: 'sign-in-before',
  title: 'See that sign-ins still work',
  guide: ['C2'],
  place: 'AWS',
  outlook: 'a sign-in with the key in use, after AWS has the next certificate, too',
};

/**
 * Whether importing the next certificate broke anything. Nobody has to sign in for it, unless the
 * run was told to wait for that: the key in use stays trusted.
 */
export const signInBefore = step({
  ...head,
  needs: ['instance', 'inUse', 'course', 'imported'],
  gives: ['oldKeyTried', 'oldKeyProved'],
  look,
  plan(_have, seen) {
    const oldKeyTried = {};
    // The signing key is switched already, so nothing is left to try with the old one.
    if (!seen) return { changes: [], known: { oldKeyTried } };
    const notes = signInNotes(seen);
    if (!seen.success) return { changes: [], known: { oldKeyTried }, unproved: true, notes };
    const known = { oldKeyTried, oldKeyProved: seen.success };
    return { changes: [], known, standing: 'proved', notes };
  },
  apply: nothingToApply,
  async prove(context, have) {
    const { users } = consoleLinks(have.instance);
    const handover = rotationSignInHandover('before', have.inUse.startUrl, users);
    const { success } = await waitForSignIn(context, head, handover, () =>
      sinceImport(context, have),
    );
    if (success) return done({ oldKeyProved: success });
    context.tell({ kind: 'note', step: head, note: notSeen });
    // Whoever says that a sign-in is to be waited for does not want the switch without it.
    return context.answers.waitForSignIn === undefined ? done({}) : waitingFor(handover);
  },
});

async function look(
  context: Context,
  { course, imported }: Have,
): Promise<SignInsSince | undefined> {
  return course.switchedAt ? undefined : sinceImport(context, { imported });
}

/** The import was before the word of it, so that a sign-in of the same second was after it. */
function sinceImport(context: Context, { imported }: Pick<Have, 'imported'>) {
  return signInsSince(context, thatSecond(imported.at));
}

const notSeen: Note = {
  level: 'info',
  text: 'no sign-in seen since AWS has both certificates; CloudTrail shows one some minutes after it happened',
};
