import { ExpectedError } from '../basics/errors.js';
import { beginningOf } from '../basics/fingerprint.js';
import type { Handover } from './task.js';

/** What the text of the handover speaks of. */
export interface RefusedSignInTask {
  readonly settingsLink: string;
  /** SHA-256 of the certificate in use, and of the one to come; hexadecimal pairs and colons. */
  readonly inUse: string;
  readonly next: string;
  /** Somebody said that a sign-in failed; else CloudTrail shows one that was refused. */
  readonly told: boolean;
}

const ROTATE = 'authentik-aws rotate certificate';

/**
 * A sign-in failed before the signing key is switched. Which certificates AWS has no API tells, and
 * "Edit IdP metadata" may have replaced the one in use; then the switch is even the remedy.
 */
export function refusedSignInHandover(task: RefusedSignInTask): Handover<void> {
  const { settingsLink, told } = task;
  const [inUse, next] = [task.inUse, task.next].map((one) => `${beginningOf(one)}…`);
  return {
    step: 'sign-in-before',
    what: told
      ? 'a look at the certificates in AWS, since a sign-in failed'
      : 'a look at the certificates in AWS, since a sign-in was refused and none got through after it',
    link: settingsLink,
    instructions: [
      'Open the link: Settings, tab "Identity source", Actions → "Manage authentication" → "Manage SAML 2.0 certificates".',
      `If both are listed, the one in use (SHA-256 ${inUse}) and the next one (${next}), the certificates are not why: mend what the refusal says (authentik-aws doctor), sign in, and run the same command again.`,
      'If only the next one is listed, nobody can sign in until authentik signs with it: go on.',
      `If the next one is not listed, do not go on. Give the rotation up: ${ROTATE} --abandon`,
    ],
    files: [],
    bring: ['--without-sign-in: to sign with the next key although a sign-in failed'],
    ask: {
      input: 'without-sign-in',
      question: 'Type go on to switch anyway (Enter: stop here)',
      where: 'Until then authentik signs as before.',
      read: checkGoOn,
    },
  };
}

function checkGoOn(text: string): void {
  if (/^go\s+on$/i.test(text.trim())) return;
  throw new ExpectedError({
    what: `"${text.trim()}" is not go on`,
    next: 'Type go on once the next certificate is listed in AWS, or press Enter alone to stop here',
    exit: 'usage',
  });
}
