import { follow, submit } from './browsing.js';
import { columnOf, type Page, shownValue } from './page.js';
import { openSettings } from './settings.js';

/** What the console shows once, right after automatic provisioning was enabled. */
export interface InboundProvisioning {
  /** The address that the SCIM client is pointed at. */
  endpoint: string;
  /** The bearer token. */
  token: string;
}

/**
 * Guide lines S1 and S2: enables automatic provisioning and takes note of endpoint and token.
 * Throws an Error where the console offers no button "Enable": the identity source is not external,
 * or provisioning is on already.
 */
export async function enableAutomaticProvisioning(
  consoleUrl: string,
): Promise<InboundProvisioning> {
  const dialog = await submit(await openSettings(consoleUrl), 'Enable', {});
  return {
    endpoint: shownValue(dialog, 'SCIM endpoint'),
    token: shownValue(dialog, 'Access token'),
  };
}

/**
 * Reads the endpoint of automatic provisioning that is on already; undefined while it is off.
 * Tokens are not shown again.
 */
export async function readScimEndpoint(consoleUrl: string): Promise<string | undefined> {
  const settings = await openSettings(consoleUrl);
  if (shownValue(settings, 'Provisioning method') !== 'SCIM') return undefined;
  return shownValue(await follow(settings, 'Manage provisioning'), 'SCIM endpoint');
}

/** Generates another access token; what the console refuses becomes an Error with its words. */
export async function generateToken(consoleUrl: string): Promise<string> {
  const dialog = await submit(await openProvisioning(consoleUrl), 'Generate token', {});
  return shownValue(dialog, 'Access token');
}

/** Deletes an access token, by its ID or by when it was made. */
export async function deleteToken(
  consoleUrl: string,
  token: string | 'oldest' | 'newest',
): Promise<void> {
  const provisioning = await openProvisioning(consoleUrl);
  const tokenId = token === 'oldest' || token === 'newest' ? tokenOf(provisioning, token) : token;
  const dialog = await submit(provisioning, 'Delete', { [tokenId]: true });
  await submit(dialog, 'Delete access token', { 'To confirm, type DELETE': 'DELETE' });
}

/** Deletes the older one of two access tokens. One alone is in use, and stays. */
export async function deleteReplacedToken(consoleUrl: string): Promise<void> {
  const tokenIds = columnOf(await openProvisioning(consoleUrl), 'Token ID');
  if (tokenIds.length > 1) await deleteToken(consoleUrl, 'oldest');
}

/** Disables automatic provisioning; the console refuses it while there are access tokens. */
export async function disableProvisioning(consoleUrl: string): Promise<void> {
  const dialog = await follow(await openProvisioning(consoleUrl), 'Disable');
  const settings = await submit(dialog, 'Disable automatic provisioning', {
    'To confirm, type DISABLE': 'DISABLE',
  });
  const method = shownValue(settings, 'Provisioning method');
  if (method === 'SCIM') throw new Error('The console still shows the provisioning method "SCIM".');
}

/**
 * The way back of guide lines S1 and S2: deletes every access token, then disables provisioning.
 * Where the console offers no "Manage provisioning", it is off already.
 */
export async function endProvisioning(consoleUrl: string): Promise<void> {
  const settings = await openSettings(consoleUrl);
  if (shownValue(settings, 'Provisioning method') !== 'SCIM') return;
  const provisioning = await openProvisioning(consoleUrl);
  for (const tokenId of columnOf(provisioning, 'Token ID')) await deleteToken(consoleUrl, tokenId);
  await disableProvisioning(consoleUrl);
}

async function openProvisioning(consoleUrl: string): Promise<Page> {
  return follow(await openSettings(consoleUrl), 'Manage provisioning');
}

function tokenOf(page: Page, age: 'oldest' | 'newest'): string {
  const created = columnOf(page, 'Created').map((text) => Date.parse(text));
  const wanted = age === 'oldest' ? Math.min(...created) : Math.max(...created);
  // The console lists them as they were made, so that of two of one second the last is the newest.
  const place = age === 'oldest' ? created.indexOf(wanted) : created.lastIndexOf(wanted);
  const tokenId = columnOf(page, 'Token ID')[place];
  if (tokenId === undefined) throw new Error('The console shows no access token.');
  return tokenId;
}
