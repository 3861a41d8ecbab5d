import { follow, submit } from './browsing.js';
import { openAuthentication } from './identity-source.js';
import { columnOf, type Page } from './page.js';

/**
 * Imports a certificate of the identity provider beside those that AWS trusts already; what the
 * console refuses becomes an Error with its words.
 */
export async function importCertificate(consoleUrl: string, pem: string): Promise<void> {
  const dialog = await follow(await openCertificates(consoleUrl), 'Import certificate');
  const file = new File([pem], 'certificate.pem', { type: 'application/x-pem-file' });
  await submit(dialog, 'Import certificate', { 'SAML 2.0 certificate': file });
}

/** The fingerprints (SHA-256) of the certificates that the console lists, in its order. */
export async function trustedCertificates(consoleUrl: string): Promise<string[]> {
  return columnOf(await openCertificates(consoleUrl), 'Certificate');
}

/** Deletes a certificate by its fingerprint; the console refuses to delete the last one. */
export async function deleteCertificate(consoleUrl: string, fingerprint: string): Promise<void> {
  const list = await openCertificates(consoleUrl);
  const dialog = await submit(list, 'Delete', { [fingerprint]: true });
  await submit(dialog, 'Delete', { 'To confirm, type DELETE': 'DELETE' });
}

async function openCertificates(consoleUrl: string): Promise<Page> {
  return follow(await openAuthentication(consoleUrl), 'Manage SAML 2.0 certificates');
}
