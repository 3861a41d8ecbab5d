import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signIn } from '../../src/sandbox/browser/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import {
  addUser,
  changeIdentitySource,
  downloadServiceProviderMetadata,
  enableAutomaticProvisioning,
  readAccessPortalUrl,
} from '../../src/sandbox/person/index.js';
import type { Desk } from './desk.js';
import type { Pty } from './pty.js';

/** What the person at a terminal works with. */
export interface Workplace {
  readonly pty: Pty;
  readonly desk: Desk;
  readonly sandbox: Sandbox;
}

/** Guide lines 1 to 4 in front of the terminal: downloads the file and types its path. */
export async function bringServiceProviderMetadata(at: Workplace): Promise<void> {
  await declineToOpenPage(at.pty);
  await at.pty.waitFor('? Path of the downloaded file, or the ACS URL');
  const metadata = await downloadServiceProviderMetadata(at.sandbox.aws.console);
  await writeFile(join(at.desk.folder, 'aws.xml'), metadata);
  at.pty.answer('aws.xml');
}

/** Guide lines 13 and 14: types the word, makes the switch with the written file, says so. */
export async function switchIdentitySource(at: Workplace): Promise<void> {
  await at.pty.waitFor('? Type switch to go on, or press Enter to stop');
  at.pty.answer('switch');
  await declineToOpenPage(at.pty);
  await at.pty.waitFor('? Type the instance id to say that it is done');
  const metadata = join(at.desk.folder, 'authentik-aws-files', 'authentik-aws-metadata.xml');
  await changeIdentitySource(at.sandbox.aws.console, await readFile(metadata, 'utf8'));
  at.pty.answer(instanceOf(at.sandbox).instanceId);
}

/** Guide lines 15 and 16: types what the console shows. */
export async function bringAccessPortalUrl(at: Workplace): Promise<void> {
  await declineToOpenPage(at.pty);
  await at.pty.waitFor('? AWS access portal sign-in URL');
  at.pty.answer(await readAccessPortalUrl(at.sandbox.aws.console));
}

/** Guide lines S1 and S2: enables provisioning, types endpoint and token; gives the token. */
export async function bringProvisioning({ pty, sandbox }: Workplace): Promise<string> {
  await declineToOpenPage(pty);
  await pty.waitFor('? SCIM endpoint');
  const { endpoint, token } = await enableAutomaticProvisioning(sandbox.aws.console);
  pty.answer(endpoint);
  await pty.waitFor('? Access token');
  pty.answer(token);
  return token;
}

/** Caveats C1 and C2: alice becomes a user of AWS, signs in, and the terminal is told. */
export async function signInAsAlice(at: Workplace): Promise<void> {
  await declineToOpenPage(at.pty);
  await at.pty.waitFor('? Type yes after a sign-in (Enter: later)');
  await addAlice(at.sandbox);
  const { aws, authentik } = at.sandbox;
  await signIn({ awsEndpoint: aws.endpoint, user: 'alice', password: authentik.alicePassword });
  at.pty.answer('yes');
}

/** All handovers of a first run without SCIM, in their order. */
export async function doAllHandovers(at: Workplace): Promise<void> {
  await bringServiceProviderMetadata(at);
  await switchIdentitySource(at);
  await bringAccessPortalUrl(at);
  await signInAsAlice(at);
}

/** Adds alice on the console's page, as guide line C1 asks where nothing provisions users. */
export function addAlice({ aws }: { readonly aws: { readonly console: string } }): Promise<void> {
  return addUser(aws.console, {
    userName: 'alice@example.com',
    email: 'alice@example.com',
    givenName: 'Alice',
    familyName: 'Example',
    displayName: 'Alice Example',
  });
}

/** The one instance of the pretended AWS. */
export function instanceOf({ aws }: Sandbox) {
  const [instance] = aws.world.instances;
  if (instance === undefined) throw new Error('the pretended AWS has no instance');
  return instance;
}

/** The test's own person opens the console, so the program need not start a browser. */
export async function declineToOpenPage(pty: Pty): Promise<void> {
  await pty.waitFor('? Open this page now?');
  pty.answer('n');
}
