import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import { rotationSignInHandover } from '../../handover/rotation-sign-in.js';
import { failureNote } from '../../procedure/await-sign-in.js';
import { type Context, nothingToApply, recall } from '../../procedure/context.js';
import { waitingFor } from '../../procedure/hand-over.js';
import { type SignInsSince, signInsSince } from '../../procedure/sign-ins-since.js';
import type { RotationFacts } from './facts.js';
import { step } from './step.js';
import { mayBeItsFault, signInNotes, waitForSignIn } from './wait-for-sign-in.js';

type Have = Pick<RotationFacts, 'instance' | 'inUse' | 'switched'>;

const head: StepHead = {
  id: 'sign-in-after',
  title: 'See a sign-in with the next key',
  guide: ['C2'],
  place: 'AWS',
  outlook: 'a sign-in after the switch, which CloudTrail shows',
};

/** The proof that AWS really has the next certificate, or the first sign that it has not. */
export const signInAfter = step({
  ...head,
  needs: ['instance', 'inUse', 'switched'],
  gives: ['signIn'],
  look,
  plan(_have, seen) {
    const notes = signInNotes(seen);
    const { success, failures } = seen;
    if (success) return { changes: [], known: { signIn: success }, standing: 'proved', notes };
    if (mayBeItsFault(failures)) notes.push(perhapsNotImported);
    return { changes: [], known: {}, unproved: true, notes };
  },
  apply: nothingToApply,
  async prove(context, have) {
    const handover = rotationSignInHandover('after', have.inUse.startUrl);
    const { success, failed, refused, silent } = await waitForSignIn(context, head, handover, () =>
      look(context, have),
    );
    if (success) return done({ signIn: success });
    const notes = refused.slice(0, 1).map(failureNote);
    if (failed || mayBeItsFault(refused)) notes.push(perhapsNotImported);
    else if (silent) notes.push(notSeenYet);
    for (const note of notes) context.tell({ kind: 'note', step: head, note });
    const isLeft = failed || context.answers.waitForSignIn !== undefined;
    return isLeft ? waitingFor(handover) : done({});
  },
});

async function look(context: Context, { switched }: Have): Promise<SignInsSince> {
  const told = recall(context.memory, 'signIn')?.value;
  if (told?.fingerprint !== switched.metadataFingerprint) {
    return signInsSince(context, switched.at);
  }
  const { userName, eventId } = told;
  const success = { at: new Date(told.at), userName, eventId };
  return { success, failures: [], limit: undefined };
}

/** What is said of a refusal that the new certificate may be the cause of. */
export const perhapsNotImported: Note = {
  level: 'warning',
  text: 'nobody was seen to sign in since the switch: AWS may have another certificate than the one that authentik signs with now',
  next: 'Sign with the key of before again: authentik-aws rotate certificate --back. Then see under "Manage SAML 2.0 certificates" whether the new one is listed.',
};

const notSeenYet: Note = {
  level: 'info',
  text: 'no sign-in seen since the switch; CloudTrail shows one some minutes after it happened',
  next: 'Look again later with the same command. If a sign-in fails, take the switch back: authentik-aws rotate certificate --back',
};
