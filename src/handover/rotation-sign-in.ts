import { signInHandover } from './sign-in.js';
import type { Handover } from './task.js';

/** A sign-in that shows that nothing broke: before the signing key is switched, or after it. */
export function rotationSignInHandover(
  when: 'before' | 'after',
  portalUrl: string,
  usersLink: string,
): Handover<void> {
  const first = signInHandover(portalUrl, usersLink);
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
      question:
        when === 'before'
          ? 'Type yes after a sign-in (Enter: go on without)'
          : 'Type yes after a sign-in (Enter: later)',
    },
  };
}
