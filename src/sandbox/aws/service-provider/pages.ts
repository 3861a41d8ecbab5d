import { html } from 'hono/html';
import type { OutgoingRequest } from './authn-request.js';
import { errorPageTexts } from './error-page-texts.js';
import type { Refusal } from './verdict.js';
import type { PortalAccount } from './world.js';

/** A page's HTML, with everything in it escaped. */
export type Page = ReturnType<typeof html>;

/** Carries an AuthnRequest to the identity provider; a browser sends it without being asked. */
export function postingPage({ url, fields }: OutgoingRequest): Page {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}"/>`,
  );
  const form = html`<form method="post" action="${url}">${inputs}<noscript><button type="submit">Continue</button></noscript></form>
<script>document.forms[0].submit();</script>`;
  return page('Redirecting to your identity provider', 'redirect', form);
}

/** The sign-in of the Identity Center directory, which the sandbox keeps no passwords for. */
export function directoryPage(): Page {
  const text = html`<p>The identity source of this instance is the Identity Center directory.</p>
<p>Sandbox: nobody can sign in here; the directory's passwords are not played.</p>`;
  return page('Sign in', 'directory-sign-in', text);
}

/** The access portal of a user who is signed in: the accounts, and in each the roles. */
export function portalPage(
  userName: string,
  portalUrl: string,
  accounts: readonly PortalAccount[],
): Page {
  const rows = accounts.map(
    ({ accountId, name, roles }) =>
      html`<li data-account="${accountId}">${name} (${accountId}): ${roles.join(', ')}</li>`,
  );
  const text = html`<p>Signed in as <span data-user-name="${userName}">${userName}</span></p>
<p><a href="${portalUrl}">${portalUrl}</a></p>
<ul>${rows}</ul>`;
  return page('AWS access portal', 'access-portal', text);
}

/** What AWS shows of a refusal, and below it what the sandbox knows of its cause. */
export function errorPage(refusal: Refusal): Page {
  const words =
    refusal.awsErrorMessage === undefined ? '' : ` AWS records: ${refusal.awsErrorMessage}`;
  const text = html`<p data-sandbox-explanation="">Sandbox: ${refusal.reason}.${words}</p>`;
  return page(errorPageTexts[refusal.subject], 'error', text);
}

/** A request that the service provider cannot take at all. */
export function notTakenPage(text: string): Page {
  return page(text, 'error', html`<p data-sandbox-explanation="">Sandbox: ${text}</p>`);
}

function page(heading: string, kind: string, content: Page): Page {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"/><title>${heading}</title></head>
<body data-page="${kind}"><h1>${heading}</h1>
${content}
</body></html>`;
}
