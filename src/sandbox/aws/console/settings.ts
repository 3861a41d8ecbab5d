import { Hono } from 'hono';
import { html } from 'hono/html';
import { type Instance, serviceProviderUrls } from '../world/instance.js';
import { facts, type Markup, type Notice, page } from './layout.js';
import { PROVISIONING_PATH, provisioningBox } from './provisioning-pages.js';
import { type ConsoleScope, recordConsoleCall } from './scope.js';

/** What the settings page says after a change, by the word in its address. */
const notices: Readonly<Record<string, string>> = {
  'identity-source': 'You successfully changed the identity source.',
  'idp-metadata': 'You successfully updated the identity provider metadata.',
  'provisioning-off': 'You successfully disabled automatic provisioning.',
};

/** The settings page with its tab "Identity source" and the menu "Actions". */
export function settingsPages(scope: ConsoleScope): Hono {
  const app = new Hono();
  app.get('/', (context) => {
    recordConsoleCall(scope, 'ListExternalIdPConfigurationsForDirectory');
    const text = notices[context.req.query('changed') ?? ''];
    const notice: Notice | undefined = text === undefined ? undefined : { kind: 'status', text };
    return context.html(page('Settings', settings(scope), notice));
  });
  return app;
}

function settings(scope: ConsoleScope): Markup {
  const { identitySource, provisioning } = scope.instance;
  const canEnable = identitySource.type === 'external' && provisioning === undefined;
  return html`${canEnable ? provisioningBox() : ''}
${identitySourceTab(scope)}`;
}

function identitySourceTab({ instance }: ConsoleScope): Markup {
  const external = instance.identitySource.type === 'external';
  const { classicPortal, issuer } = serviceProviderUrls(instance);
  return html`<section>
<h2>Identity source</h2>
<details>
  <summary>Actions</summary>
  <ul>
    <li><a href="/console/settings/identity-source/change">Change identity source</a></li>
    <li><a href="/console/settings/authentication">Manage authentication</a></li>
    ${
      instance.provisioning === undefined
        ? ''
        : html`<li><a href="${PROVISIONING_PATH}">Manage provisioning</a></li>`
    }
  </ul>
</details>
${facts([
  ['Identity source', external ? 'External identity provider' : 'Identity Center directory'],
  ['Authentication method', external ? 'SAML 2.0' : 'Password'],
  ['Provisioning method', provisioningMethod(instance)],
  ['AWS access portal URL', classicPortal],
  ['Identity Store ID', instance.identityStoreId],
  ['Issuer URL', issuer],
])}
</section>`;
}

function provisioningMethod({ identitySource, provisioning }: Instance): string {
  if (identitySource.type === 'directory') return 'Direct';
  return provisioning === undefined ? 'Manual' : 'SCIM';
}
