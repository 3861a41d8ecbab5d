import { type Arrival, Browser } from './browser.js';
import type { Credentials } from './flow-answer.js';
import type { Hosts } from './hosts.js';
import { readHtml } from './html-page.js';
import { passIdentityProvider } from './identity-provider.js';
import { initiationAddress, leaveForIdentityProvider } from './service-provider.js';
import { SignInStopped, type StoppedBy } from './stopped.js';

/** Who signs in, and where the servers are. */
export interface SignInOptions extends Credentials, Hosts {
  /** Begin at authentik instead of the access portal, as the tile in its library does. */
  identityProviderInitiated?: boolean;
}

/** How a sign-in ended. */
export type SignInOutcome =
  | { accepted: true; nameId: string; text: string }
  | {
      accepted: false;
      stoppedBy: StoppedBy;
      /** What was shown, and why as far as the page tells; never a password or a response. */
      errorMessage: string;
      /** The words of the page that AWS answered with; empty when it never came to that. */
      text: string;
    };

/**
 * Signs a user in over HTTP as a browser would: access portal, identity provider, login flow,
 * assertion consumer service. AWS's addresses lead to the pretended AWS; authentik may be the
 * pretended one or a real one. Rejects only when a server cannot be reached.
 */
export async function signIn(options: SignInOptions): Promise<SignInOutcome> {
  try {
    const browser = new Browser(options);
    const arrival =
      options.identityProviderInitiated === true
        ? await browser.open(await initiationAddress(options))
        : await leaveForIdentityProvider(browser, options);
    return outcomeOf(await passIdentityProvider(browser, arrival, options));
  } catch (error) {
    if (!(error instanceof SignInStopped)) throw error;
    const { by: stoppedBy, message: errorMessage } = error;
    return { accepted: false, stoppedBy, errorMessage, text: '' };
  }
}

/** Reads the page that the assertion consumer service answered with. */
function outcomeOf({ status, body, address }: Arrival): SignInOutcome {
  const page = readHtml(body, address);
  const text = page.text;
  const nameId = page.attribute('data-user-name');
  if (status === 200 && nameId !== undefined) return { accepted: true, nameId, text };
  const shown = page.heading || `status ${status}`;
  const explanation = page.textAt('data-sandbox-explanation');
  const why = explanation === undefined ? '' : ` (${explanation})`;
  return { accepted: false, stoppedBy: 'AWS', errorMessage: `AWS shows: ${shown}${why}`, text };
}
