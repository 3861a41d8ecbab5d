import { consoleLinks } from '../aws/console-links.js';
import type { Note } from '../engine/change.js';
import { done } from '../engine/outcome.js';
import type { StepHead } from '../engine/plan.js';
import { signInHandover } from '../handover/sign-in.js';
import { awaitSignIn, failureNote, proofNote, SIGN_IN_PATIENCE } from './await-sign-in.js';
import { type Context, nothingToApply, recall, step } from './context.js';
import type { Facts } from './facts.js';
import { handOver, waitingFor } from './hand-over.js';
import { type SignInsSince, signInsSince } from './sign-ins-since.js';

type Have = Pick<Facts, 'instance' | 'identityProviderMetadata' | 'identitySource' | 'startUrl'>;

/** A person may sign in before telling this tool that the source is changed. */
const SLACK = 3_600_000;

const head: StepHead = {
  id: 'sign-in',
  title: 'See somebody sign in',
  guide: ['C1', 'C2'],
  place: 'AWS',
  outlook: 'a sign-in that CloudTrail shows',
};

/**
 * Caveats C1 and C2: the proof. CloudTrail shows a sign-in minutes after it happened, so not
 * seeing one yet is never something to do.
 */
export const signIn = step({
  ...head,
  needs: ['instance', 'identityProviderMetadata', 'identitySource', 'startUrl'],
  gives: ['signIn'],
  look,
  plan(_have, { success, failures, limit }) {
    const notes = failures.slice(0, 3).map(failureNote);
    if (limit) notes.push({ level: 'info', text: limit });
    if (success) return { changes: [], known: { signIn: success }, standing: 'proved', notes };
    return { changes: [], known: {}, notes, unproved: true };
  },
  apply: nothingToApply,
  async prove(context, have) {
    const { answers, person } = context;
    const wait = answers.waitForSignIn;
    const usersLink = isProvisioned(context) ? undefined : consoleLinks(have.instance).users;
    const handover = signInHandover(have.startUrl, usersLink);
    const asked =
      wait === undefined ? await handOver(person, handover, async () => done({})) : undefined;
    const patience = wait ?? (asked?.kind === 'done' ? SIGN_IN_PATIENCE : 0);
    const seen = async () => (await look(context, have)).success;
    const found = patience > 0 ? await awaitSignIn(context, head, patience, seen) : undefined;
    if (found) {
      await remember(context, have, found);
      context.tell({ kind: 'note', step: head, note: proofNote(found) });
      return done({ signIn: found });
    }
    context.tell({ kind: 'note', step: head, note: notSeenYet });
    return wait === undefined ? done({}) : waitingFor(handover);
  },
  /** CloudTrail forgets after 90 days (CloudTrail user guide, view-cloudtrail-events). */
  async keep(context, have, { success }) {
    if (success) await remember(context, have, success);
  },
});

/** With provisioning enabled AWS's console adds nobody, whether SCIM is wanted in this run or not. */
function isProvisioned({ memory }: Context): boolean {
  return recall(memory, 'scim')?.value === true || recall(memory, 'provisioning') !== undefined;
}

/** What is looked at after it has been remembered counts as proved: the identity source, too. */
async function remember(
  { memory }: Context,
  { identityProviderMetadata }: Have,
  found: Facts['signIn'],
): Promise<void> {
  const { fingerprint } = identityProviderMetadata;
  const kept = recall(memory, 'signIn')?.value;
  if (kept?.fingerprint === fingerprint && new Date(kept.at) >= found.at) return;
  await memory.remember('signIn', { ...found, at: found.at.toISOString(), fingerprint });
}

async function look(context: Context, have: Have): Promise<SignInsSince> {
  const { fingerprint, certificateValidFrom } = have.identityProviderMetadata;
  const told = recall(context.memory, 'signIn')?.value;
  const { at, signingSince, sourceChangedAt = new Date(0) } = have.identitySource;
  if (told?.fingerprint === fingerprint && new Date(told.at) >= sourceChangedAt) {
    const { userName, eventId } = told;
    const success = { at: new Date(told.at), userName, eventId };
    return { success, failures: [], limit: undefined };
  }
  const earliest = signingSince?.getTime() ?? at.getTime() - SLACK;
  const since = new Date(Math.max(earliest, +certificateValidFrom, +sourceChangedAt));
  return signInsSince(context, since);
}

const notSeenYet: Note = {
  level: 'info',
  text: 'no sign-in seen yet; CloudTrail shows one some minutes after it happened',
  next: 'Look again later: authentik-aws status',
};
