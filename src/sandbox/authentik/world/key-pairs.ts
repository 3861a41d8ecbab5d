/** What a self-signed certificate is made from. */
interface KeyPairRequest {
  /** The common name, also the name of the object. */
  name: string;
  /** DNS names. */
  alternativeNames: readonly string[];
  days: number;
  algorithm: 'rsa' | 'ec';
  /** From when on it is valid. */
  from: Date;
}

/** A certificate with its private key, both as PEM texts. */
export interface KeyPair {
  certificate: string;
  key: string;
}

/**
 * Makes a key pair and signs its certificate with SHA-256. RSA keys have 2048 bits, where a real
 * server makes 4096: that would take seconds. The library is loaded on the first use.
 */
export async function makeKeyPair(request: KeyPairRequest): Promise<KeyPair> {
  const { generate } = await import('selfsigned');
  const made = await generate(
    [
      { shortName: 'CN', value: escaped(request.name) },
      { shortName: 'O', value: 'authentik' },
      { shortName: 'OU', value: 'Self-signed' },
    ],
    {
      keyType: request.algorithm,
      keySize: 2048,
      algorithm: 'sha256',
      notBeforeDate: request.from,
      notAfterDate: new Date(request.from.getTime() + request.days * 86_400_000),
      extensions: [
        { name: 'keyUsage', digitalSignature: true, critical: true },
        ...alternativeNames(request),
      ],
    },
  );
  return { certificate: made.cert, key: made.private };
}

function alternativeNames({ alternativeNames: names }: KeyPairRequest) {
  if (names.length === 0) return [];
  return [
    {
      name: 'subjectAltName' as const,
      altNames: names.map((value) => ({ type: 2 as const, value })),
    },
  ];
}

/** The library joins the parts of a name to one text, in which these characters mean something. */
function escaped(value: string): string {
  return value.replace(/[,+"\\<>;=]/g, '\\$&');
}
