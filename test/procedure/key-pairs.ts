import { generate } from 'selfsigned';

/** A self-signed key pair as PEM texts, for upload to authentik. */
export async function selfSigned(wanted: { kind: 'rsa' | 'ec'; from: Date; to: Date }) {
  const made = await generate([{ shortName: 'CN', value: 'example' }], {
    keyType: wanted.kind,
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: wanted.from,
    notAfterDate: wanted.to,
  });
  return { certificate_data: made.cert, key_data: made.private };
}
