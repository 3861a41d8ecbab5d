import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { beginningOf } from '../../../src/basics/fingerprint.js';
import { signIn } from '../../../src/sandbox/browser/index.js';
import { importCertificate, trustedCertificates } from '../../../src/sandbox/person/index.js';
import type { Ran } from '../../commands/run-program.js';
import {
  type Row,
  type Setting,
  type Stage,
  startStage,
  unattended,
} from '../../commands/stage.js';
import { addAlice } from '../../journeys/handovers.js';

/** A finished set-up whose signing certificate is to be rotated. */
export interface RotationStage extends Stage {
  /** One sign-in of alice as a browser walks it; rejects when AWS or authentik refuses it. */
  signInAlice(): Promise<void>;
  /** `rotate certificate` with nobody to ask. */
  rotate(...flags: string[]): Promise<Ran>;
  /** The person at the console: imports the file that the rotation wrote. */
  importNext(): Promise<void>;
  /** What is typed to say that it was imported. */
  typed(): string;
  /** The name of the key pair that authentik signs with. */
  signsWith(): Promise<unknown>;
  /** Names of the key pairs in authentik, without its shared default. */
  keyPairs(): Promise<unknown[]>;
  trusted(): Promise<string[]>;
}

export const FIRST = 'AWS IAM Identity Center signing';
export const SECOND = `${FIRST} 2`;

/** Starts one that ends with the test. */
export async function openRotationStage(setting: Setting = {}): Promise<RotationStage> {
  const stage = await startRotationStage(setting);
  onTestFinished(() => stage.close());
  return stage;
}

/** Starts one that the caller closes. */
export async function startRotationStage(setting: Setting = {}): Promise<RotationStage> {
  const stage = await startStage(setting);
  const { aws, authentik } = stage;
  const { code, stderr } = await stage.run(unattended);
  if (code !== 0) throw new Error(stderr);
  await addAlice({ aws });
  const certificatePath = join(stage.folder, 'files', 'authentik-aws-next-certificate.pem');
  const certificate = () => readFileSync(certificatePath, 'utf8');
  const keyPairs = () => stage.list('/crypto/certificatekeypairs/?page_size=100');
  const stillThere = {
    ...stage,
    async signInAlice() {
      const who = { user: 'alice', password: authentik.alicePassword };
      const outcome = await signIn({ awsEndpoint: aws.endpoint, ...who });
      if (!outcome.accepted) throw new Error(`${outcome.stoppedBy}: ${outcome.errorMessage}`);
    },
    rotate: (...flags: string[]) => stage.run(['rotate', 'certificate', '--no-input', ...flags]),
    importNext: () => importCertificate(aws.console, certificate()),
    typed: () => beginningOf(new X509Certificate(certificate()).fingerprint256),
    async signsWith() {
      const [provider] = await stage.list('/providers/saml/');
      return (await keyPairs()).find(({ pk }) => pk === provider?.signing_kp)?.name;
    },
    keyPairs: async () => (await keyPairs()).map(({ name }: Row) => name).filter(isNotShared),
    trusted: () => trustedCertificates(aws.console),
  };
  return stillThere;
}

function isNotShared(name: unknown): boolean {
  return name !== 'authentik Self-signed Certificate';
}
