import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type KeyPair, makeKeyPair } from './key-pairs.js';
import type { Row } from './row.js';
import type { World } from './world.js';

/** The name of the certificate that every server makes for itself. */
const defaultName = 'authentik Self-signed Certificate';

/** Worlds whose default certificate is made or being made. */
const ready = new WeakMap<World, Promise<Row>>();

/**
 * Makes the server's default certificate unless it is there. A real server makes it on its first
 * start; here its key is made when somebody first looks.
 */
export async function ensureDefaultCertificate(world: World): Promise<void> {
  const making = ready.get(world) ?? addDefault(world);
  ready.set(world, making);
  await making;
}

async function addDefault(world: World): Promise<Row> {
  const request = { name: defaultName, alternativeNames: [], days: 365 };
  const pair = await makeKeyPair({ ...request, algorithm: 'rsa', from: world.now() });
  return world.certificates.add({ name: defaultName, managed: null, ...pair });
}

/** A certificate as text; undefined when the text is none. */
export function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** Whether a text is a private key that is not encrypted. */
export function isPrivateKey(pem: string): boolean {
  try {
    createPrivateKey(pem);
    return true;
  } catch {
    return false;
  }
}

/** What the API shows of a certificate's content. */
export interface CertificateFacts {
  /** Hexadecimal in lower case, with colons. */
  sha256: string;
  sha1: string;
  /** ISO 8601, in UTC. */
  expiry: string;
  /** Beginning with the most particular part of the name: `OU=…,O=…,CN=…`. */
  subject: string;
  /** `rsa`, `ec`, `dsa`, `ed25519` or `ed448`. */
  keyType: string;
}

/** Reads a certificate; throws when the text is none. */
export function certificateFacts(pem: string): CertificateFacts {
  const certificate = new X509Certificate(pem);
  return {
    sha256: certificate.fingerprint256.toLowerCase(),
    sha1: certificate.fingerprint.toLowerCase(),
    expiry: new Date(certificate.validTo).toISOString().replace('.000Z', 'Z'),
    subject: certificate.subject.split('\n').reverse().join(','),
    keyType: certificate.publicKey.asymmetricKeyType ?? '',
  };
}

/** A certificate with its key; undefined when the key was not given to the server. */
export function keyPairOf(row: Row | undefined): KeyPair | undefined {
  const certificate = row?.certificate;
  const key = row?.key;
  if (typeof certificate !== 'string' || typeof key !== 'string' || key === '') return undefined;
  return { certificate, key };
}
