import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Handover, Person } from '../handover/task.js';
import { signIn } from '../sandbox/browser/index.js';
import {
  addUser,
  changeIdentitySource,
  downloadServiceProviderMetadata,
  readAccessPortalUrl,
} from '../sandbox/person/index.js';

/** Somebody of the pretended authentik who can sign in. */
export interface Visitor {
  readonly userName: string;
  readonly password: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
}

/**
 * The sandbox's person: does at the pretended console what the handover's text says, and brings
 * back what a person would type. Without a visitor nobody signs in.
 */
export function sandboxPerson(awsEndpoint: string, instanceId: string, visitor?: Visitor): Person {
  const consoleUrl = `${awsEndpoint.replace(/\/+$/, '')}/console`;
  const doings: Record<string, (handover: Handover<unknown>) => Promise<string | undefined>> = {
    'service-provider-metadata': () => download(consoleUrl),
    'identity-source': async ({ files }) => {
      const [metadata] = files;
      if (!metadata) return undefined;
      await changeIdentitySource(consoleUrl, await readFile(metadata.path, 'utf8'));
      return instanceId;
    },
    'access-portal': () => readAccessPortalUrl(consoleUrl),
    'sign-in': async () => {
      if (!visitor) return undefined;
      await comeIn(awsEndpoint, consoleUrl, visitor);
      return 'yes';
    },
  };
  return {
    async handOver<T>(handover: Handover<T>): Promise<Answer<T>> {
      const typed = await doings[handover.step]?.(handover);
      if (typed === undefined) return { kind: 'waiting' };
      return { kind: 'done', value: await handover.ask.read(typed) };
    },
  };
}

async function download(consoleUrl: string): Promise<string> {
  const xml = await downloadServiceProviderMetadata(consoleUrl);
  const folder = await mkdtemp(join(tmpdir(), 'authentik-aws-download-'));
  const path = join(folder, 'aws-metadata.xml');
  await writeFile(path, xml);
  return path;
}

/** Caveat C1 first: whoever signs in must be a user of AWS already. */
async function comeIn(awsEndpoint: string, consoleUrl: string, visitor: Visitor): Promise<void> {
  const { email, givenName, familyName, userName, password } = visitor;
  const displayName = `${givenName} ${familyName}`;
  await addUser(consoleUrl, { userName: email, email, givenName, familyName, displayName });
  await signIn({ awsEndpoint, user: userName, password });
}
