import { X509Certificate } from 'node:crypto';
import type { Context } from 'hono';
import { html } from 'hono/html';
import {
  readIdentityProviderMetadata,
  type TrustedIdentityProvider,
} from '../service-provider/identity-provider-metadata.js';
import { field, type Markup } from './layout.js';
import { formFile, formText } from './scope.js';

/** The greatest certificate file (AWS user guide, limits). */
const CERTIFICATE_LIMIT = 2500;

/** The fields of "Identity provider metadata": one file, or everything by hand. */
export function identityProviderFields(): Markup {
  return html`<section>
<h2>Identity provider metadata</h2>
${field({ label: 'IdP SAML metadata', name: 'metadata', type: 'file' })}
<p>If you don't have a metadata file, fill in the fields below.</p>
${field({ label: 'IdP sign-in URL', name: 'signInUrl', type: 'url' })}
${field({ label: 'IdP issuer URL', name: 'issuerUrl', type: 'text' })}
${field({ label: 'IdP certificate', name: 'certificate', type: 'file' })}
</section>`;
}

/** Reads the fields; throws an Error whose message the page shows. */
export async function readIdentityProviderForm(context: Context): Promise<TrustedIdentityProvider> {
  const metadata = await formFile(context, 'metadata');
  if (metadata !== undefined) return readIdentityProviderMetadata(metadata);
  const signInUrl = await formText(context, 'signInUrl');
  const entityId = await formText(context, 'issuerUrl');
  const certificate = await formFile(context, 'certificate');
  if (!URL.canParse(signInUrl) || entityId === '' || certificate === undefined) {
    throw new Error(
      'Choose the IdP SAML metadata file, or give IdP sign-in URL, IdP issuer URL and IdP certificate.',
    );
  }
  return {
    entityId,
    certificates: [readCertificate(certificate)],
    ssoPostUrl: signInUrl,
    ssoRedirectUrl: signInUrl,
  };
}

/** Reads an uploaded certificate as PEM; throws an Error whose message the page shows. */
export function readCertificate(text: string): string {
  if (text.length > CERTIFICATE_LIMIT) {
    throw new Error(`The IdP certificate has more than ${CERTIFICATE_LIMIT} characters.`);
  }
  try {
    return new X509Certificate(text).toString();
  } catch {
    throw new Error('The IdP certificate is not an X.509 certificate in PEM form.');
  }
}
