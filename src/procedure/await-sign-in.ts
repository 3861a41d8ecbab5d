import type { SignIn } from '../aws/sign-ins.js';
import type { Note } from '../engine/change.js';
import type { StepHead } from '../engine/plan.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';

/** How long a person who says "I have signed in" is kept waiting for CloudTrail, in milliseconds. */
export const SIGN_IN_PATIENCE = 120_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;

/** Looks again and again, less and less often, until a sign-in is there or the time is up. */
export async function awaitSignIn(
  context: Context,
  step: StepHead,
  patience: number,
  look: () => Promise<Facts['signIn'] | undefined>,
): Promise<Facts['signIn'] | undefined> {
  const deadline = context.now().getTime() + patience;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const found = await look();
    if (found) return found;
    const left = deadline - context.now().getTime();
    if (left <= 0) return undefined;
    const text = `waiting for CloudTrail to show a sign-in, for ${Math.ceil(left / 1000)} s at most`;
    context.tell({ kind: 'progress', step, text });
    await context.pause(Math.min(pause, left));
  }
}

/** A sign-in that CloudTrail shows, as a fact. */
export function signInFact({ at, userName = '', eventId }: SignIn): Facts['signIn'] {
  return { at, userName, eventId };
}

/** The proof in words. */
export function proofNote({ userName, at, eventId }: Facts['signIn']): Note {
  const text = `${userName} signed in through authentik on ${at.toISOString()}, says CloudTrail (event ${eventId})`;
  return { level: 'info', text };
}

/** A refused sign-in in words. */
export function failureNote({ at, errorMessage, explanation }: SignIn): Note {
  const said = errorMessage === undefined ? '' : ` ("${errorMessage}")`;
  return {
    level: 'warning',
    text: `a sign-in was refused on ${at.toISOString()}${said}: ${explanation}`,
  };
}
