import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExpectedError, OutsideError } from '../basics/errors.js';
import type { Answer, Handover, Person } from '../handover/task.js';
import { signIn } from '../sandbox/browser/index.js';
import {
  addUser,
  changeBackToDirectory,
  changeIdentitySource,
  deleteReplacedToken,
  deleteToken,
  downloadServiceProviderMetadata,
  enableAutomaticProvisioning,
  endProvisioning,
  generateToken,
  importCertificate,
  readAccessPortalUrl,
  readScimEndpoint,
  trustedCertificates,
  updateIdentityProviderMetadata,
} from '../sandbox/person/index.js';

/** Somebody of the pretended authentik who can sign in. */
export interface Visitor {
  readonly userName: string;
  readonly password: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** What is done to answer one question; gives what a person would type, or nothing. */
type Doing = (handover: Handover<unknown>, downloads: string) => Promise<string | undefined>;

/**
 * The sandbox's person: does at the pretended console what the handover's text says, and brings
 * back what a person would type. Without a visitor nobody signs in.
 */
export function sandboxPerson(awsEndpoint: string, instanceId: string, visitor?: Visitor): Person {
  const consoleUrl = `${awsEndpoint.replace(/\/+$/, '')}/console`;
  // The token that the dialog shows beside the endpoint, until it is asked for.
  let shown: string | undefined;
  // From then on the console takes no users by hand.
  let provisioned = false;
  const doings: Record<string, Doing> = {
    'sp-metadata': (_handover, downloads) => download(consoleUrl, downloads),
    'identity-source-done': async (handover) => {
      await uploadMetadata(consoleUrl, handover);
      return instanceId;
    },
    'certificate-imported': async ({ files: [certificate] }) => {
      if (!certificate) throw new Error('the handover names no certificate to import');
      const pem = await readFile(certificate.path, 'utf8');
      const { fingerprint256 } = new X509Certificate(pem);
      const isThere = (await trustedCertificates(consoleUrl)).includes(fingerprint256);
      if (!isThere) await importCertificate(consoleUrl, pem);
      return fingerprint256;
    },
    'portal-url': () => readAccessPortalUrl(consoleUrl),
    'scim-endpoint': async () => {
      const standing = await readScimEndpoint(consoleUrl);
      provisioned = true;
      if (standing !== undefined) return standing;
      const { endpoint, token } = await enableAutomaticProvisioning(consoleUrl);
      shown = token;
      return endpoint;
    },
    'scim-token-file': async ({ step }) => shown ?? anotherToken(consoleUrl, step),
    'old-token-deleted': async () => {
      await deleteReplacedToken(consoleUrl);
      return 'deleted';
    },
    'provisioning-disabled': async () => {
      await endProvisioning(consoleUrl);
      return instanceId;
    },
    'identity-source-reverted': async () => {
      await changeBackToDirectory(consoleUrl);
      return instanceId;
    },
    'wait-for-sign-in': async () => {
      if (!visitor) return undefined;
      if (!provisioned) await addByHand(consoleUrl, visitor);
      const { userName: user, password } = visitor;
      const { accepted } = await signIn({ awsEndpoint, user, password });
      // Whom the first sync did not bring could only be waited for in vain.
      return provisioned && !accepted ? undefined : 'yes';
    },
  };
  return {
    async handOver<T>(handover: Handover<T>): Promise<Answer<T>> {
      const downloads = await mkdtemp(join(tmpdir(), 'authentik-aws-downloads-'));
      try {
        const typed = await doings[handover.ask.input]?.(handover, downloads).catch(cannotDo);
        if (typed === undefined) return { kind: 'waiting' };
        return { kind: 'done', value: await handover.ask.read(typed) };
      } finally {
        await rm(downloads, { recursive: true, force: true });
      }
    },
  };
}

/** The sandbox went wrong under the person's hands, as it is told to by a fault. */
function cannotDo(error: unknown): never {
  if (error instanceof ExpectedError) throw error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  throw new OutsideError({
    what: "The sandbox's person could not go on",
    why: cause instanceof Error ? cause.message : String(cause),
    next: 'Run the same command again: it goes on where it stopped.',
    cause: error,
  });
}

async function download(consoleUrl: string, folder: string): Promise<string> {
  const path = join(folder, 'aws-metadata.xml');
  await writeFile(path, await downloadServiceProviderMetadata(consoleUrl));
  return path;
}

/** Does what the text says: changes the source, or renews the metadata of the one there is. */
async function uploadMetadata(consoleUrl: string, { files, instructions }: Handover<unknown>) {
  const [metadata] = files;
  if (!metadata) throw new Error('the handover names no file to upload');
  const xml = await readFile(metadata.path, 'utf8');
  const isRenewal = instructions.some((text) => text.includes('Edit IdP metadata'));
  const upload = isRenewal ? updateIdentityProviderMetadata : changeIdentitySource;
  await upload(consoleUrl, xml);
}

/**
 * AWS keeps two tokens. Where both were lost before authentik had one, the older one makes room; in
 * a rotation authentik uses that one, and the newer one was lost.
 */
async function anotherToken(consoleUrl: string, step: string): Promise<string> {
  try {
    return await generateToken(consoleUrl);
  } catch (error) {
    const isFull = error instanceof Error && error.message.includes('access tokens already');
    if (!isFull) throw error;
    await deleteToken(consoleUrl, step === 'second-token' ? 'newest' : 'oldest');
    return generateToken(consoleUrl);
  }
}

/** Caveat C1: whoever signs in must be a user of AWS already. */
async function addByHand(consoleUrl: string, { email, givenName, familyName }: Visitor) {
  const displayName = `${givenName} ${familyName}`;
  await addUser(consoleUrl, { userName: email, email, givenName, familyName, displayName });
}
