import { Hono } from 'hono';
import { html } from 'hono/html';
import { type Instance, serviceProviderUrls } from '../world/instance.js';
import type { World } from '../world/world.js';
import { changeIdentitySourcePages } from './change-identity-source.js';
import { facts, page } from './layout.js';
import { manageAuthenticationPages } from './manage-authentication.js';
import { provisioningPages } from './provisioning.js';
import { settingsPages } from './settings.js';
import { usersPages } from './users.js';

/** The console pages of one instance, to be mounted at `/console`. */
export function consolePages(world: World, instance: Instance): Hono {
  const scope = { world, instance };
  const app = new Hono();
  app.get('/', (context) => context.html(page('Dashboard', settingsSummary(instance))));
  app.route('/users', usersPages(scope));
  app.route('/settings', settingsPages(scope));
  app.route('/settings/identity-source', changeIdentitySourcePages(scope));
  app.route('/settings/authentication', manageAuthenticationPages(scope));
  app.route('/settings/provisioning', provisioningPages(scope));
  return app;
}

function settingsSummary(instance: Instance) {
  return html`<section>
<h2>Settings summary</h2>
${facts([
  ['Region', instance.region],
  ['Organization or account', instance.ownerAccountId],
  ['Instance ARN', instance.arn],
  ['Identity Store ID', instance.identityStoreId],
  ['AWS access portal URL', serviceProviderUrls(instance).classicPortal],
])}
</section>`;
}
