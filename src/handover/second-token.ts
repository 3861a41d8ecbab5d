import { ExpectedError } from '../basics/errors.js';
import { day } from '../basics/words.js';
import type { Handover } from './task.js';

const BRING_TOKEN =
  '--scim-token-file FILE or AUTHENTIK_AWS_SCIM_TOKEN: the second access token; never a value of a flag';

/** What is known of the tokens that AWS may list already. */
export interface KnownTokens {
  /** Since when the one in authentik is valid, as far as known. */
  readonly inUseSince: Date | undefined;
  /** When an earlier run tried one that authentik did not get. */
  readonly unusedSince: Date | undefined;
  /** The earlier run was stopped in the moment in which authentik got that one, or did not. */
  readonly unsure: boolean;
  /** AWS refuses the one in authentik. */
  readonly refused: boolean;
}

/**
 * A second access token beside the one in use. Labels as in the AWS IAM Identity Center user guide,
 * pages generate-token, delete-token and rotate-token: two at most, each shown once.
 */
export function secondTokenHandover<T>(
  settingsLink: string,
  known: KnownTokens,
  read: (text: string) => Promise<T>,
): Handover<T> {
  return {
    step: 'second-token',
    what: known.refused
      ? 'another access token for provisioning: AWS refuses the one that authentik has'
      : 'a second access token for provisioning, beside the one in use',
    link: settingsLink,
    instructions: [
      'Open the link: Settings, tab "Identity source", Actions → "Manage provisioning".',
      whatToDeleteFirst(known),
      'Under "Access tokens" choose "Generate token". The dialog "Generate new access token" shows it this once: copy it.',
      ...(known.refused
        ? []
        : ['Leave the one in use alone until this command asks for its deletion.']),
    ],
    files: [],
    bring: [BRING_TOKEN],
    ask: {
      input: 'scim-token-file',
      question: 'Second access token',
      where: 'It is tried against the endpoint at once and goes to authentik alone.',
      secret: true,
      read,
    },
  };
}

function whatToDeleteFirst(known: KnownTokens): string {
  const { inUseSince, unusedSince, unsure, refused } = known;
  if (unusedSince && unsure) {
    return `If you still have the token of ${day(unusedSince)}, bring it again: an earlier run was stopped while it gave it to authentik. If it is lost, delete that one and generate another at once; should authentik have it already, nothing is provisioned until it has the new one.`;
  }
  if (unusedSince) {
    return `If two are listed, delete the one of ${day(unusedSince)} first: an earlier run tried it, and authentik never got it. Type DELETE and choose "Delete access token".`;
  }
  if (refused) {
    return 'AWS keeps two at most. If two are listed, delete the older one first: AWS refuses the one that authentik has, so that nothing of authentik is lost with it. Type DELETE and choose "Delete access token".';
  }
  const inUse = inUseSince
    ? `not the one of about ${day(inUseSince)}, which authentik uses`
    : 'not the one that authentik uses; when each was created is shown';
  return `AWS keeps two at most. If two are listed, delete one first, ${inUse}: type DELETE and choose "Delete access token".`;
}

/** The token that authentik no longer uses. Labels as in the user guide, page delete-token. */
export function oldTokenHandover(
  settingsLink: string,
  dates: { readonly old: Date | undefined; readonly inUse: Date },
): Handover<void> {
  const old = dates.old ? `the older one, of about ${day(dates.old)}` : 'the older one';
  return {
    step: 'old-token',
    what: 'the access token that was replaced to be deleted in AWS',
    link: settingsLink,
    instructions: [
      'Open the link: Settings, tab "Identity source", Actions → "Manage provisioning".',
      'If only one is listed, the older one is deleted already: delete nothing.',
      `Under "Access tokens" select ${old}, and not the newer one, of ${day(dates.inUse)}, which authentik uses now.`,
      'Choose "Delete", type DELETE, and choose "Delete access token".',
    ],
    files: [],
    bring: ['--old-token-deleted: once it is deleted'],
    ask: {
      input: 'old-token-deleted',
      question: 'Type deleted once it is deleted',
      where: 'The token in authentik is then tried again, where authentik shows it.',
      read: checkDeleted,
    },
  };
}

function checkDeleted(text: string): void {
  if (/^deleted?$/i.test(text.trim())) return;
  throw new ExpectedError({
    what: `"${text.trim()}" is not the word`,
    next: 'Type deleted once AWS no longer lists the token, or press Enter alone to leave it for later',
    exit: 'usage',
  });
}
