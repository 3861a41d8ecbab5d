import { createHash } from 'node:crypto';
import { z } from 'zod';
import { notMetadata } from './metadata-text.js';
import { type Entity, elementText, listOf, parseEntity } from './metadata-xml.js';

const LABEL = 'identity provider metadata';

/** Where an identity provider takes sign-in requests. */
export interface SingleSignOnService {
  /** The binding's URN. */
  readonly binding: string;
  readonly url: string;
}

/** What an identity provider says of itself. */
export interface IdentityProviderMetadata {
  readonly entityId: string;
  /** In the order of the document; never empty. */
  readonly ssoUrls: readonly SingleSignOnService[];
  /** The certificates that sign, each once, as base64 of DER on one line. */
  readonly certificates: readonly string[];
  readonly wantAuthnRequestsSigned: boolean;
}

const serviceSchema = z.object({
  '@Location': z.string().trim().min(1),
  '@Binding': z.string().trim().catch(''),
});

const keySchema = z.object({
  '@use': z.string().optional(),
  KeyInfo: listOf(
    z.object({
      X509Data: listOf(z.object({ X509Certificate: listOf(elementText) })),
    }),
  ),
});

const descriptorSchema = z.object({
  '@WantAuthnRequestsSigned': z.string().optional(),
  SingleSignOnService: listOf(serviceSchema),
  KeyDescriptor: listOf(keySchema),
});

/**
 * Reads identity provider metadata. Its signature is not checked here.
 *
 * @throws ExpectedError for anything that is not the metadata of exactly one identity provider.
 */
export function readIdentityProviderMetadata(
  source: string | Uint8Array,
): IdentityProviderMetadata {
  const entity = parseEntity(source, LABEL);
  const roles = descriptorsOf(entity);
  const entityId = entity['@entityID'];
  if (entityId === undefined) throw notMetadata(LABEL, 'Its EntityDescriptor has no entityID.');
  const services = roles.flatMap((role) => role.SingleSignOnService);
  if (services.length === 0) throw notMetadata(LABEL, 'It names no SingleSignOnService.');
  return {
    entityId,
    ssoUrls: services.map((service) => ({
      binding: service['@Binding'],
      url: service['@Location'],
    })),
    certificates: [...new Set(roles.flatMap((role) => role.KeyDescriptor.flatMap(signing)))],
    wantAuthnRequestsSigned: roles.some((role) =>
      ['true', '1'].includes(role['@WantAuthnRequestsSigned'] ?? ''),
    ),
  };
}

/**
 * A value that changes exactly when the service provider must be given the metadata anew: SHA-256
 * over entity ID, certificates and sign-in addresses, as lower-case hex. The bytes of the file are
 * no measure, because authentik signs it anew at each download.
 */
export function fingerprintOf(metadata: IdentityProviderMetadata): string {
  const essence = [
    metadata.entityId,
    [...metadata.certificates].sort(),
    metadata.ssoUrls.map(({ binding, url }) => `${binding} ${url}`).sort(),
  ];
  return createHash('sha256').update(JSON.stringify(essence)).digest('hex');
}

function descriptorsOf(entity: Entity): z.infer<typeof descriptorSchema>[] {
  if (entity.IDPSSODescriptor !== undefined) {
    return listOf(descriptorSchema).parse(entity.IDPSSODescriptor);
  }
  const why =
    entity.SPSSODescriptor === undefined
      ? 'It holds no IDPSSODescriptor.'
      : 'It is the metadata of a service provider.';
  throw notMetadata(LABEL, why);
}

/** A key without a use serves both signing and encryption (SAML 2.0 metadata, 2.4.1.1). */
function signing(key: z.infer<typeof keySchema>): string[] {
  if (key['@use'] === 'encryption') return [];
  return key.KeyInfo.flatMap((info) => info.X509Data)
    .flatMap((data) => data.X509Certificate)
    .map((text) => text.replace(/\s+/g, ''))
    .filter(Boolean);
}
