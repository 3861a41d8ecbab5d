import type { SignIn } from '../../aws/sign-ins.js';
import type { Note } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
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

/** What waiting for a sign-in came to. */
export interface Waited {
  readonly success: RotationFacts['signIn'] | undefined;
  /** Refused while it was waited, newest first. */
  readonly refused: readonly SignIn[];
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
  handover: Handover<void>,
  look: () => Promise<SignInsSince>,
): Promise<Waited> {
  const { answers, person, tell } = context;
  const wait = answers.waitForSignIn;
  const asked =
    wait === undefined ? await handOver(person, handover, async () => done({})) : undefined;
  const patience = wait ?? (asked?.kind === 'done' ? SIGN_IN_PATIENCE : 0);
  const first = await look();
  let last = first;
  const again = async () => {
    last = last.success ? last : await look();
    return last.success;
  };
  const found = patience > 0 ? await awaitSignIn(context, step, patience, again) : last.success;
  if (found) tell({ kind: 'note', step, note: proofNote(found) });
  const known = new Set(first.failures.map(({ eventId }) => eventId));
  return {
    success: found,
    refused: last.failures.filter(({ eventId }) => !known.has(eventId)),
    silent: last.failures.length === 0,
  };
}
