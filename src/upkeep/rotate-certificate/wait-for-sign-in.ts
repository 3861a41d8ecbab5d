import type { SignIn } from '../../aws/sign-ins.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import type { Tried } from '../../handover/rotation-sign-in.js';
import type { Handover } from '../../handover/task.js';
import {
  awaitSignIn,
  failureNote,
  proofNote,
  SIGN_IN_PATIENCE,
} from '../../procedure/await-sign-in.js';
import type { Context } from '../../procedure/context.js';
import { handOver } from '../../procedure/hand-over.js';
import type { SignInsSince } from '../../procedure/sign-ins-since.js';
import type { RotationFacts } from './facts.js';

/** What a plan says of them. */
export function signInNotes({ failures, limit }: SignInsSince): Note[] {
  const notes = failures.slice(0, 3).map(failureNote);
  return limit === undefined ? notes : [...notes, { level: 'info', text: limit }];
}

/** Whether the certificates may be why sign-ins were refused; AWS does not tell whose they were. */
export function mayBeItsFault(failures: readonly SignIn[]): boolean {
  return failures.some(({ mayBeCertificate }) => mayBeCertificate);
}

/** What waiting for a sign-in came to. */
export interface Waited {
  readonly success: RotationFacts['signIn'] | undefined;
  /** Somebody says that a sign-in failed. */
  readonly failed: boolean;
  /** Refused while it was waited, newest first. */
  readonly refused: readonly SignIn[];
  /** All that were refused since the last success, newest first. */
  readonly failures: readonly SignIn[];
  /** Whether none was seen at all, not even a refused one. */
  readonly silent: boolean;
}

/**
 * Asks for a sign-in and waits until CloudTrail shows it, or waits as long as the run was told to.
 * A success is told.
 */
export async function waitForSignIn(
  context: Context,
  step: StepHead,
  handover: Handover<Tried>,
  look: () => Promise<SignInsSince>,
): Promise<Waited> {
  const { answers, person, tell } = context;
  const wait = answers.waitForSignIn;
  // Looked at before the question, so that what is refused meanwhile counts as new.
  const before = await look();
  const asked =
    wait === undefined
      ? await handOver(person, handover, async (tried) => done({ tried }))
      : undefined;
  const said = asked?.kind === 'done' ? asked.gives.tried : undefined;
  const patience = wait ?? (said === 'worked' ? SIGN_IN_PATIENCE : 0);
  let last = asked?.kind === 'done' ? await look() : before;
  const again = async () => {
    last = last.success ? last : await look();
    return last.success;
  };
  const failed = said === 'failed';
  // What somebody else got through with before tells nothing of a sign-in that failed just now.
  if (failed) last = { ...last, success: undefined };
  const found = patience > 0 ? await awaitSignIn(context, step, patience, again) : last.success;
  if (found) tell({ kind: 'note', step, note: proofNote(found) });
  const known = new Set(before.failures.map(({ eventId }) => eventId));
  return {
    success: found,
    failed,
    refused: last.failures.filter(({ eventId }) => !known.has(eventId)),
    failures: last.failures,
    silent: last.failures.length === 0,
  };
}
