import { ExpectedError } from '../basics/errors.js';
import { signInHandover } from './sign-in.js';
import type { Handover } from './task.js';

/** How a sign-in went, as a person says. */
export type Tried = 'worked' | 'failed';

/** A sign-in that shows that nothing broke: before the signing key is switched, or after it. */
export function rotationSignInHandover(
  when: 'before' | 'after',
  portalUrl: string,
): Handover<Tried> {
  const first = signInHandover(portalUrl, undefined);
  const otherwise = when === 'before' ? 'go on without' : 'later';
  return {
    ...first,
    step: `sign-in-${when}`,
    what:
      when === 'before'
        ? 'a sign-in that still works now that AWS has both certificates'
        : 'a sign-in with the new certificate',
    instructions: [
      'Open the link in a private window and sign in through authentik. The access portal must appear.',
    ],
    ask: {
      ...first.ask,
      question: `Did it work? Type yes or no (Enter: ${otherwise})`,
      read: readTried,
    },
  };
}

function readTried(text: string): Tried {
  const typed = text.trim();
  if (/^y(es)?$/i.test(typed)) return 'worked';
  if (/^no?$/i.test(typed)) return 'failed';
  throw new ExpectedError({
    what: `"${typed}" is neither yes nor no`,
    next: 'Type yes once somebody has signed in, no if that failed, or press Enter alone to leave it',
    exit: 'usage',
  });
}
