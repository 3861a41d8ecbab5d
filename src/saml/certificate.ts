import { type KeyObject, X509Certificate } from 'node:crypto';
import { ExpectedError } from '../basics/errors.js';

/** What matters of a certificate for signing SAML responses. */
export interface Certificate {
  /** SHA-256 over the DER form: pairs of upper-case hex digits with colons between. */
  readonly fingerprintSha256: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** `rsa`, `ec`, `ed25519` and so on, as Node names key types. */
  readonly keyType: string;
  /** Length of an RSA modulus or of the curve; undefined where the key type fixes it. */
  readonly keyBits: number | undefined;
  /** The distinguished name on one line, such as `CN=aws-signing, O=authentik`. */
  readonly subject: string;
  /** With lines of 64 characters and a closing line break. */
  readonly pem: string;
}

/**
 * Reads one certificate, given in PEM form or as bare base64 of DER (as in metadata).
 * Of several in one PEM text it reads the first: the end of a chain.
 *
 * @throws ExpectedError when it is a private key or no certificate.
 */
export function readCertificate(pemOrBase64: string): Certificate {
  const certificate = parse(pemOrBase64);
  const key = certificate.publicKey;
  return {
    fingerprintSha256: certificate.fingerprint256,
    validFrom: new Date(certificate.validFrom),
    validTo: new Date(certificate.validTo),
    keyType: key.asymmetricKeyType ?? 'unknown',
    keyBits: bitsOf(key),
    subject: certificate.subject.split('\n').join(', '),
    pem: certificate.toString(),
  };
}

function parse(text: string): X509Certificate {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw notACertificate('It holds a private key, which must not leave the identity provider.');
  }
  const block = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(text);
  const base64 = (block?.[1] ?? text).replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) {
    throw notACertificate('It is neither PEM nor base64.');
  }
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    throw notACertificate('Its bytes are not those of an X.509 certificate.');
  }
}

function bitsOf(key: KeyObject): number | undefined {
  const details = key.asymmetricKeyDetails;
  if (details?.modulusLength !== undefined) return details.modulusLength;
  const curves: Record<string, number> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };
  return curves[details?.namedCurve ?? ''];
}

function notACertificate(why: string): ExpectedError {
  return new ExpectedError({
    what: 'This is not a certificate that can be read',
    why,
    next: 'Give the certificate as PEM: the text between BEGIN CERTIFICATE and END CERTIFICATE.',
  });
}
