import { ExpectedError } from '../basics/errors.js';
import type { Handover } from './task.js';

/** AWS IAM Identity Center user guide, page provision-automatically. */
const BROUGHT_BY_SCIM =
  "With SCIM the sync of authentik brings them, and AWS's console adds nobody. Who is not there yet, and why: authentik-aws users";

/**
 * Caveats C1 and C2: the first sign-in, which only a person can make. Nobody is made in AWS by
 * signing in (AWS IAM Identity Center user guide, troubleshooting).
 * @param usersLink where one can be added by hand; absent where SCIM brings them
 */
export function signInHandover(portalUrl: string, usersLink: string | undefined): Handover<void> {
  return {
    step: 'sign-in',
    what: 'the first sign-in through authentik',
    link: portalUrl,
    instructions: [
      `Whoever signs in must be a user of IAM Identity Center already, with the e-mail address of authentik as the Username, letter for letter. ${usersLink === undefined ? BROUGHT_BY_SCIM : `To add one: ${usersLink}`}`,
      'Open the link in a private window and sign in through authentik. The access portal must appear.',
    ],
    files: [],
    bring: ['--wait-for-sign-in 15m: to look for it that long; records arrive minutes late'],
    ask: {
      input: 'wait-for-sign-in',
      question: 'Type yes after a sign-in (Enter: later)',
      where: 'CloudTrail then shows it, after some minutes.',
      read: checkYes,
    },
  };
}

function checkYes(text: string): void {
  if (/^y(es)?$/i.test(text.trim())) return;
  throw new ExpectedError({
    what: `"${text.trim()}" is not yes`,
    next: 'Type yes once somebody has signed in, or press Enter alone to leave it for later',
    exit: 'usage',
  });
}
