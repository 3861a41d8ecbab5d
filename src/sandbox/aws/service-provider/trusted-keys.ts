import { X509Certificate } from 'node:crypto';

/**
 * The public keys of the trusted certificates, in PEM. Keys that are not RSA are left out, since
 * no allowed algorithm uses them. A certificate's own validity is not looked at: nobody verified
 * that AWS refuses a response for it.
 */
export function trustedKeys(certificates: readonly string[]): string[] {
  return certificates.flatMap((certificate) => {
    const key = certificateOf(certificate)?.publicKey;
    if (key?.asymmetricKeyType !== 'rsa') return [];
    return [key.export({ type: 'spki', format: 'pem' }).toString()];
  });
}

function certificateOf(certificate: string): X509Certificate | undefined {
  const isPem = certificate.includes('-----BEGIN');
  try {
    return new X509Certificate(isPem ? certificate : Buffer.from(certificate, 'base64'));
  } catch {
    return undefined;
  }
}
