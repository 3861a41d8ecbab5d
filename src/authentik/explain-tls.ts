import { isLoopback } from './address.js';
import type { Cause } from './asked.js';
import type { NoAnswer } from './http.js';

const again = 'Then run the same command again.';

const unknownAuthority = [
  'If that is your own authority, make it known before the start:',
  'NODE_EXTRA_CA_CERTS=/path/to/authority.pem',
];

/** What Node and OpenSSL call the troubles with a certificate (Node.js documentation, tls). */
const certificateTroubles: Readonly<Record<string, Cause>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    why: 'Its certificate is self-signed, so this machine does not trust it',
    next: [
      'Give authentik a certificate of an authority, or make this one known before the start:',
      'NODE_EXTRA_CA_CERTS=/path/to/certificate.pem',
    ],
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    why: 'Its certificate was issued by an authority that this machine does not trust',
    next: unknownAuthority,
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    why: 'Its certificate was issued by an authority that this machine does not know',
    next: unknownAuthority,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    why: 'The authority of its certificate is unknown, or the server leaves out an intermediate one',
    next: ['Let the server send the whole chain of certificates.', ...unknownAuthority],
  },
  CERT_HAS_EXPIRED: {
    why: 'Its certificate has expired',
    next: ["Renew the server's certificate, and check this machine's clock."],
  },
  CERT_NOT_YET_VALID: {
    why: 'Its certificate is not valid yet',
    next: ["Check this machine's clock, then the server's certificate."],
  },
};

/** Explains trouble with TLS; undefined when the error is of another kind. */
export function tlsTrouble(url: string, error: NoAnswer): Cause | undefined {
  const { code, message } = error;
  const known = certificateTroubles[code];
  if (known !== undefined) {
    return { why: `${known.why} (${code}).`, next: [...known.next, again] };
  }
  const { hostname } = new URL(url);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      why: `Its certificate is not for ${hostname}: ${message}`,
      next: [
        'Use a name that the certificate holds, or give the server a certificate for this one.',
        again,
      ],
    };
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return handshakeTrouble(url, error);
  return undefined;
}

function handshakeTrouble(url: string, { code, message }: NoAnswer): Cause {
  const plain = /wrong version number|packet length too long/i.test(message);
  if (!plain) {
    return {
      why: `The TLS handshake failed: ${message} (${code}).`,
      next: ['Check the TLS settings of authentik or of the proxy in front of it.', again],
    };
  }
  const { host, hostname } = new URL(url);
  return {
    why: 'The address says https, but that port speaks http.',
    next: [
      isLoopback(hostname)
        ? `Use http://${host}, or the https port (9443 by default).`
        : 'Give the https port (9443 by default).',
    ],
  };
}
