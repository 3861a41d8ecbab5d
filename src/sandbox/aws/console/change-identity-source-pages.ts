import { html } from 'hono/html';
import { type IdentitySource, serviceProviderUrls } from '../world/instance.js';
import { identityProviderFields } from './identity-provider-form.js';
import { facts, field, type Markup, page } from './layout.js';
import type { ConsoleScope } from './scope.js';

/** Where the wizard "Change identity source" lives. */
export const WIZARD_PATH = '/console/settings/identity-source';

/** Its first page: which identity source. Active Directory is not offered. */
export function choosePage(alert?: string): Markup {
  const sources = [
    ['Identity Center directory', 'directory'],
    ['External identity provider', 'external'],
  ] as const;
  return page(
    'Choose identity source',
    html`<form method="post" action="${WIZARD_PATH}/change">
${sources.map(([label, value]) => field({ label, name: 'source', type: 'radio', value }))}
<button type="submit">Next</button>
</form>`,
    alert === undefined ? undefined : { kind: 'alert', text: alert },
  );
}

/** Its second page: both sides' metadata, with the host family of the chosen tab. */
export function configurePage(
  { instance }: ConsoleScope,
  tab: string | undefined,
  alert?: string,
): Markup {
  const urls = serviceProviderUrls(instance);
  const dualStack = tab === 'dual-stack';
  return page(
    'Configure external identity provider',
    html`<section>
<h2>Service provider metadata</h2>
<p><a href="${WIZARD_PATH}/external">Default IPv4</a> <a href="${WIZARD_PATH}/external?tab=dual-stack">Dual-stack</a></p>
${facts([
  ['AWS access portal sign-in URL', dualStack ? urls.dualStackPortal : urls.classicPortal],
  [
    'IAM Identity Center Assertion Consumer Service (ACS) URL',
    dualStack ? urls.dualStackAcs : urls.ipv4Acs,
  ],
  ['IAM Identity Center issuer URL', urls.issuer],
])}
<p><a href="${WIZARD_PATH}/metadata.xml">Download metadata file</a></p>
</section>
<form method="post" action="${WIZARD_PATH}/external" enctype="multipart/form-data">
${identityProviderFields()}
<button type="submit">Next</button>
</form>`,
    alert === undefined ? undefined : { kind: 'alert', text: alert },
  );
}

/** Its last page: what will be, and the word that confirms it. */
export function reviewPage(source: IdentitySource, alert?: string): Markup {
  const chosen =
    source.type === 'external'
      ? ([
          ['Identity source', 'External identity provider'],
          ['IdP issuer URL', source.identityProvider.entityId],
        ] as const)
      : ([['Identity source', 'Identity Center directory']] as const);
  return page(
    'Review and confirm',
    html`${facts(chosen)}
<form method="post">
${field({ label: 'To confirm, type ACCEPT', name: 'confirmation', type: 'text' })}
<button type="submit">Change identity source</button>
</form>`,
    alert === undefined ? undefined : { kind: 'alert', text: alert },
  );
}
