import { html } from 'hono/html';
import type { AccessToken, ProvisioningTenant } from '../world/provisioning.js';
import { facts, field, type Markup, type Notice, page } from './layout.js';

/** Where "Manage provisioning" lives. */
export const PROVISIONING_PATH = '/console/settings/provisioning';

/** The information box on the settings page while provisioning is off. */
export function provisioningBox(): Markup {
  return html`<section>
<h2>Automatic provisioning</h2>
<form method="post" action="${PROVISIONING_PATH}/enable"><button type="submit">Enable</button></form>
</section>`;
}

/** The dialog after "Enable": the only time that the first token is shown. */
export function enabledPage(endpoint: string, token: AccessToken): Markup {
  return page(
    'Inbound automatic provisioning',
    html`${facts([['SCIM endpoint', endpoint]])}
${shownToken(token)}
<p><a href="/console/settings">Close</a></p>`,
  );
}

/** The dialog after "Generate token": the only time that the token is shown. */
export function newTokenPage(token: AccessToken): Markup {
  return page(
    'Generate new access token',
    html`${shownToken(token)}
<p><a href="${PROVISIONING_PATH}">Close</a></p>`,
  );
}

function shownToken({ value }: AccessToken): Markup {
  return html`<details>
<summary>Show token</summary>
${facts([['Access token', value]])}
</details>`;
}

/** "Manage provisioning": the endpoint, and the tokens without what they are. */
export function managePage(
  endpoint: string,
  { tokens }: ProvisioningTenant,
  notice?: Notice,
): Markup {
  const rows = tokens.map(
    ({ tokenId, createdAt, expiresAt }) => html`<tr>
<td>${field({ label: tokenId, name: 'token', type: 'radio', value: tokenId })}</td>
<td>${createdAt.toISOString()}</td><td>${expiresAt.toISOString()}</td>
</tr>`,
  );
  return page(
    'Automatic provisioning',
    html`${facts([['SCIM endpoint', endpoint]])}
<section>
<h2>Access tokens</h2>
<form method="post" action="${PROVISIONING_PATH}/tokens"><button type="submit">Generate token</button></form>
<form method="post" action="${PROVISIONING_PATH}/tokens/choose">
<table>
<thead><tr><th>Token ID</th><th>Created</th><th>Expires</th></tr></thead>
<tbody>${rows}</tbody>
</table>
<button type="submit">Delete</button>
</form>
</section>
<p><a href="${PROVISIONING_PATH}/disable">Disable</a></p>`,
    notice,
  );
}
