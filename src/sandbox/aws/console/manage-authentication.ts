import { Hono, type MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { serviceProviderUrls } from '../world/instance.js';
import { identityProviderFields, readIdentityProviderForm } from './identity-provider-form.js';
import { facts, type Markup, page } from './layout.js';
import { SAML_CERTIFICATES_PATH } from './saml-certificate-pages.js';
import { samlCertificatePages } from './saml-certificates.js';
import { type ConsoleScope, recordConsoleCall } from './scope.js';

const PATH = '/console/settings/authentication';

/** "Manage authentication": the portal's address, metadata and certificates of the identity provider. */
export function manageAuthenticationPages(scope: ConsoleScope): Hono {
  const app = new Hono();
  app.get('/', (context) => {
    recordConsoleCall(scope, 'GetAWSSPConfigurationForDirectory');
    return context.html(overviewPage(scope));
  });
  const onlyExternal: MiddlewareHandler = async (context, next) => {
    return scope.instance.identitySource.type === 'external' ? next() : context.notFound();
  };
  app.use('/idp-metadata', onlyExternal);
  app.use('/certificates/*', onlyExternal);
  app.route('/certificates', samlCertificatePages(scope));
  app.get('/idp-metadata', (context) => context.html(editPage()));
  app.post('/idp-metadata', async (context) => {
    try {
      const identityProvider = await readIdentityProviderForm(context);
      scope.instance.identitySource = { type: 'external', identityProvider };
    } catch (error) {
      return context.html(editPage(error instanceof Error ? error.message : String(error)), 400);
    }
    recordConsoleCall(scope, 'UpdateExternalIdPConfigurationForDirectory');
    return context.redirect('/console/settings?changed=idp-metadata', 303);
  });
  return app;
}

function overviewPage({ instance }: ConsoleScope): Markup {
  const { classicPortal, ipv4Acs, issuer } = serviceProviderUrls(instance);
  const source = instance.identitySource;
  return page(
    'Manage authentication',
    html`<section>
<h2>Service provider metadata</h2>
${facts([
  ['AWS access portal sign-in URL', classicPortal],
  ['IAM Identity Center Assertion Consumer Service (ACS) URL', ipv4Acs],
  ['IAM Identity Center issuer URL', issuer],
])}
<p><a href="/console/settings/identity-source/metadata.xml">Download metadata file</a></p>
</section>
${
  source.type === 'external'
    ? html`<section>
<h2>Identity provider metadata</h2>
${facts([
  [
    'IdP sign-in URL',
    source.identityProvider.ssoRedirectUrl ?? source.identityProvider.ssoPostUrl ?? '',
  ],
  ['IdP issuer URL', source.identityProvider.entityId],
])}
<p><a href="${PATH}/idp-metadata">Edit IdP metadata</a></p>
<p><a href="${SAML_CERTIFICATES_PATH}">Manage SAML 2.0 certificates</a></p>
</section>`
    : ''
}`,
  );
}

function editPage(alert?: string): Markup {
  return page(
    'Edit IdP metadata',
    html`<form method="post" action="${PATH}/idp-metadata" enctype="multipart/form-data">
${identityProviderFields()}
<button type="submit">Save changes</button>
</form>`,
    alert === undefined ? undefined : { kind: 'alert', text: alert },
  );
}
