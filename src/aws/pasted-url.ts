import { ExpectedError } from '../basics/errors.js';
import { redact } from '../basics/secret.js';
import { likelyKind, type UrlKind, urlKindNames } from './url-kinds.js';

/**
 * Reads an address that a person copied from the AWS console: takes off white space, quotes and
 * angle brackets around it and refuses what AWS never puts into such an address.
 *
 * @throws ExpectedError that says what is wrong and where the right value is to be found.
 */
export function readPastedUrl(text: string, kind: UrlKind): URL {
  const bare = withoutWrapping(text);
  if (bare === '') throw wrongUrl(kind, 'Nothing was given.');
  if (/\s/.test(bare)) throw wrongUrl(kind, 'It holds white space: give a single address.');
  // The port is looked for in the text, because a URL object drops the default one.
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(bare)?.[1] ?? '';
  const url = URL.canParse(bare) ? new URL(bare) : undefined;
  if (url === undefined || authority === '') {
    // Not repeated: whatever it is, it may hold a password or be a token.
    throw wrongUrl(kind, 'It is not an address that begins with https://.');
  }
  const fault = faultOf(url, authority);
  if (fault !== undefined) throw wrongUrl(kind, fault);
  return url;
}

/** A text without the white space, quotes and angle brackets that copying leaves around it. */
export function withoutWrapping(text: string): string {
  return text.replace(/^[<"'`\s]+|[>"'`\s]+$/g, '');
}

function faultOf(url: URL, authority: string): string | undefined {
  // Not repeated in the message: it may be a password.
  if (authority.includes('@')) return 'It holds a user name or password before the host.';
  if (url.protocol !== 'https:') return `It begins with ${url.protocol}// instead of https://.`;
  if (authority.includes(':')) return `It names a port (${authority}).`;
  if (url.hostname.split('.').some((label) => label.startsWith('xn--'))) {
    return `Its host ${url.hostname} holds letters that only look like the ones meant.`;
  }
  return undefined;
}

/** The refusal of an address: what it was to be, why it is not, where the right one is shown. */
export function wrongUrl(kind: UrlKind, why: string): ExpectedError {
  return new ExpectedError({
    what: `This is not ${urlKindNames[kind]}`,
    why,
    next: whereToFind[kind],
    exit: 'usage',
  });
}

/** The refusal of an address of another form, naming what it is instead where that shows. */
export function otherUrl(url: URL, kind: UrlKind): ExpectedError {
  const likely = likelyKind(url);
  if (likely !== undefined && likely !== kind) {
    return wrongUrl(kind, `It is ${urlKindNames[likely]}: ${shorten(placeOf(url))}`);
  }
  return wrongUrl(kind, `AWS gives no address of this form: ${shorten(placeOf(url))}`);
}

/** Without the query and the fragment, in which an address carries what is nobody's business. */
function placeOf({ origin, pathname }: URL): string {
  return origin + pathname;
}

function shorten(text: string): string {
  const shown = redact(text);
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}

const wizard = 'Settings → Identity source → Actions → Change identity source';

/** Labels as in the IAM Identity Center user guide (how-to-connect-idp, how-to-with-scim). */
const whereToFind: Record<UrlKind, string> = {
  acs: `IAM Identity Center → ${wizard} → External identity provider shows it as "IAM Identity Center Assertion Consumer Service (ACS) URL".`,
  issuer: `IAM Identity Center → ${wizard} → External identity provider shows it as "IAM Identity Center issuer URL".`,
  portal: `IAM Identity Center → Settings → Identity source → Actions → Manage authentication shows it as "AWS access portal sign-in URL".`,
  scim: 'IAM Identity Center → Settings → Actions → Manage provisioning shows it as "SCIM endpoint".',
  console: 'Open the AWS console and copy its address.',
  'cli-start': 'IAM Identity Center → Dashboard shows it in the settings summary.',
};
