import { createHash, createSign, createVerify, type KeyLike } from 'node:crypto';
import {
  createOptionalCallbackFunction,
  type HashAlgorithm,
  type SignatureAlgorithm,
  SignedXml,
} from 'xml-crypto';

/** SHA-384 is missing from xml-crypto, and authentik lets an administrator choose it. */
class Sha384 implements HashAlgorithm {
  getAlgorithmName(): string {
    return 'http://www.w3.org/2001/04/xmldsig-more#sha384';
  }

  getHash(xml: string): string {
    return createHash('sha384').update(xml, 'utf8').digest('base64');
  }
}

class RsaSha384 implements SignatureAlgorithm {
  readonly getSignature = createOptionalCallbackFunction(
    (signedInfo: Parameters<SignatureAlgorithm['getSignature']>[0], key: KeyLike) =>
      createSign('RSA-SHA384').update(signedInfo).sign(key, 'base64'),
  );

  readonly verifySignature = createOptionalCallbackFunction(
    (material: string, key: KeyLike, value: string) =>
      createVerify('RSA-SHA384').update(material).verify(key, value, 'base64'),
  );

  getAlgorithmName(): string {
    return 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384';
  }
}

const allowed = {
  signature: [
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  ],
  digest: [
    'http://www.w3.org/2001/04/xmlenc#sha256',
    'http://www.w3.org/2001/04/xmldsig-more#sha384',
    'http://www.w3.org/2001/04/xmlenc#sha512',
  ],
  transform: [
    'http://www.w3.org/2001/10/xml-exc-c14n#',
    'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  ],
} as const;

/**
 * A verifier of XML signatures that knows RSA (PKCS #1) with SHA-256 and better, the two
 * transforms that SAML allows, and nothing else: no SHA-1, no HMAC, and no key from the message.
 * Which algorithms AWS takes is not documented; that it refuses SHA-1 was reported once and not
 * verified.
 */
export function verifierFor(publicKeyPem: string): SignedXml {
  const verifier = new SignedXml({ publicCert: publicKeyPem });
  const { SignatureAlgorithms, HashAlgorithms, CanonicalizationAlgorithms } = verifier;
  const signatures = { ...SignatureAlgorithms, [new RsaSha384().getAlgorithmName()]: RsaSha384 };
  const hashes = { ...HashAlgorithms, [new Sha384().getAlgorithmName()]: Sha384 };
  verifier.SignatureAlgorithms = only(signatures, allowed.signature);
  verifier.HashAlgorithms = only(hashes, allowed.digest);
  verifier.CanonicalizationAlgorithms = only(CanonicalizationAlgorithms, allowed.transform);
  return verifier;
}

/** Whether the verifier knows an algorithm, by its URI. */
export function isAllowed(algorithm: string): boolean {
  return Object.values(allowed).some((list) => list.some((name) => name === algorithm));
}

function only<T>(table: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
}
