import { z } from 'zod';
import type { Client } from './client.js';

/** A certificate with, as a rule, its private key, as authentik keeps it. */
export interface CertificateKeyPair {
  /** UUID. */
  readonly pk: string;
  /** Unique; the common name too when authentik generated it. */
  readonly name: string;
  /** Hexadecimal pairs joined by colons. */
  readonly fingerprintSha256: string;
  readonly expires: Date;
  /** `rsa`, `ec`, `dsa`, `ed25519`, `ed448`; undefined without a private key. */
  readonly keyType: string | undefined;
  readonly hasPrivateKey: boolean;
  /** Set when authentik keeps it itself, for example one found among the mounted files. */
  readonly managed: string | undefined;
  readonly subject: string | undefined;
}

/** Reads, generates and deletes certificates. */
export interface Certificates {
  byName(name: string): Promise<CertificateKeyPair | undefined>;
  get(pk: string): Promise<CertificateKeyPair | undefined>;
  /** Makes an RSA key of 4096 bits and a self-signed certificate of that name (takes seconds). */
  generate(wanted: { name: string; validityDays: number }): Promise<CertificateKeyPair>;
  /** The certificate as PEM; authentik logs the reading as an event. */
  pem(pk: string): Promise<string>;
  /**
   * What uses it, as authentik prints it (`SAML Provider NAME`), as far as the token may see it
   * (authentik/core/api/used_by.py).
   */
  usedBy(pk: string): Promise<string[]>;
  /** authentik deletes one in use as well, and whatever used it goes on without (recorded). */
  remove(pk: string): Promise<void>;
}

const certificateSchema = z
  .object({
    pk: z.string(),
    name: z.string(),
    fingerprint_sha256: z.string(),
    cert_expiry: z
      .string()
      .transform((text) => new Date(text))
      .pipe(z.date()),
    private_key_available: z.boolean(),
    // From 2025.12 `key_type`, before `private_key_type`; see releases.ts.
    key_type: z.string().nullish(),
    private_key_type: z.string().nullish(),
    managed: z.string().nullish(),
    cert_subject: z.string().nullish(),
  })
  .transform(
    (row): CertificateKeyPair => ({
      pk: row.pk,
      name: row.name,
      fingerprintSha256: row.fingerprint_sha256,
      expires: row.cert_expiry,
      keyType: row.key_type ?? row.private_key_type ?? undefined,
      hasPrivateKey: row.private_key_available,
      managed: row.managed ?? undefined,
      subject: row.cert_subject ?? undefined,
    }),
  );

const usersSchema = z.array(z.object({ name: z.string() }));
const pemSchema = z.object({ data: z.string() });

const base = '/crypto/certificatekeypairs/';

/** Certificates, as `/crypto/certificatekeypairs/` gives them on every release. */
export function certificates(client: Client): Certificates {
  const lookUp = { operation: 'look up certificates', path: base } as const;
  return {
    byName: (name) =>
      client.firstRow(
        { ...lookUp, query: { name } },
        certificateSchema,
        (certificate) => certificate.name === name,
      ),
    get: (pk) =>
      client.find({ ...lookUp, path: `${base}${encodeURIComponent(pk)}/` }, certificateSchema),
    // No `alg`: RSA is what every release makes by itself, and the oldest know no other.
    generate: ({ name, validityDays }) =>
      client.create(
        { operation: 'generate a certificate', path: `${base}generate/` },
        { common_name: name, subject_alt_name: '', validity_days: validityDays },
        certificateSchema,
      ),
    pem: async (pk) => {
      const path = `${base}${encodeURIComponent(pk)}/view_certificate/`;
      return (await client.read({ operation: 'read a certificate', path }, pemSchema)).data;
    },
    usedBy: async (pk) => {
      const path = `${base}${encodeURIComponent(pk)}/used_by/`;
      const operation = 'look up what uses a certificate';
      return (await client.read({ operation, path }, usersSchema)).map(({ name }) => name);
    },
    remove: (pk) =>
      client.remove({
        operation: 'delete a certificate',
        path: `${base}${encodeURIComponent(pk)}/`,
      }),
  };
}
