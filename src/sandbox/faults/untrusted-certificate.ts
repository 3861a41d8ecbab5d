import { generate } from 'selfsigned';
import type { Certificate } from './port.js';

/** A certificate for 127.0.0.1 that an authority issued which nobody knows. */
export async function untrustedCertificate(): Promise<Certificate> {
  const authority = await generate([{ name: 'commonName', value: 'Unknown authority' }], {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true },
    ],
  });
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
