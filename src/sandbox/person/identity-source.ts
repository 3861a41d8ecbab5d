import { download, follow, submit } from './browsing.js';
import { type Page, shownValue } from './page.js';
import { openSettings } from './settings.js';

/**
 * Guide lines 1 to 4: opens "Change identity source" and saves the service provider's metadata.
 * Gives the file's text; nothing is changed.
 */
export async function downloadServiceProviderMetadata(consoleUrl: string): Promise<string> {
  return download(await openConfiguration(consoleUrl), 'Download metadata file');
}

/**
 * Guide lines 13 and 14: uploads the identity provider's metadata and confirms the change. What the
 * console refuses becomes an Error with its words.
 */
export async function changeIdentitySource(consoleUrl: string, metadataXml: string): Promise<void> {
  const configuration = await openConfiguration(consoleUrl);
  const review = await submit(configuration, 'Next', { 'IdP SAML metadata': file(metadataXml) });
  const settings = await submit(review, 'Change identity source', {
    'To confirm, type ACCEPT': 'ACCEPT',
  });
  const source = shownValue(settings, 'Identity source');
  if (source !== 'External identity provider') {
    throw new Error(`The console still shows the identity source "${source}".`);
  }
}

/**
 * The way back: chooses the Identity Center directory and confirms the change. What the console
 * refuses becomes an Error with its words.
 */
export async function changeBackToDirectory(consoleUrl: string): Promise<void> {
  const choice = await follow(await openSettings(consoleUrl), 'Change identity source');
  const review = await submit(choice, 'Next', { 'Identity Center directory': true });
  const settings = await submit(review, 'Change identity source', {
    'To confirm, type ACCEPT': 'ACCEPT',
  });
  const source = shownValue(settings, 'Identity source');
  if (source !== 'Identity Center directory') {
    throw new Error(`The console still shows the identity source "${source}".`);
  }
}

/** Uploads new metadata of the identity provider that is trusted already. */
export async function updateIdentityProviderMetadata(
  consoleUrl: string,
  metadataXml: string,
): Promise<void> {
  const authentication = await openAuthentication(consoleUrl);
  const form = await follow(authentication, 'Edit IdP metadata');
  await submit(form, 'Save changes', { 'IdP SAML metadata': file(metadataXml) });
}

/** Guide lines 15 and 16: reads the AWS access portal sign-in URL under "Manage authentication". */
export async function readAccessPortalUrl(consoleUrl: string): Promise<string> {
  return shownValue(await openAuthentication(consoleUrl), 'AWS access portal sign-in URL');
}

/** Opens Actions → "Manage authentication". */
export async function openAuthentication(consoleUrl: string): Promise<Page> {
  return follow(await openSettings(consoleUrl), 'Manage authentication');
}

async function openConfiguration(consoleUrl: string): Promise<Page> {
  const choice = await follow(await openSettings(consoleUrl), 'Change identity source');
  return submit(choice, 'Next', { 'External identity provider': true });
}

function file(text: string): File {
  return new File([text], 'metadata.xml', { type: 'application/xml' });
}
