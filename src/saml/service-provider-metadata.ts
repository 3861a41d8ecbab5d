import { z } from 'zod';
import { notMetadata } from './metadata-text.js';
import { type Entity, elementText, listOf, parseEntity } from './metadata-xml.js';

const LABEL = 'service provider metadata';

/** Where a service provider takes SAML responses: one `AssertionConsumerService` element. */
export interface AssertionConsumerService {
  readonly url: string;
  /** The binding's URN, such as `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST`. */
  readonly binding: string;
  readonly index?: number | undefined;
  readonly isDefault?: boolean | undefined;
}

/** What a service provider says of itself. */
export interface ServiceProviderMetadata {
  readonly entityId: string;
  /** In the order of the document; never empty. */
  readonly assertionConsumerServices: readonly AssertionConsumerService[];
  readonly wantAssertionsSigned?: boolean | undefined;
  readonly nameIdFormats: readonly string[];
}

/** An XML Schema boolean. What is neither true nor false is treated as not given. */
const xmlBoolean = z
  .string()
  .transform((text) => ({ true: true, '1': true, false: false, '0': false })[text.trim()])
  .optional();

const serviceSchema = z.object({
  '@Location': z.string().trim().min(1),
  '@Binding': z.string().trim().catch(''),
  '@index': z
    .string()
    .transform((text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : undefined))
    .optional(),
  '@isDefault': xmlBoolean,
});

const descriptorSchema = z.object({
  '@WantAssertionsSigned': xmlBoolean,
  NameIDFormat: listOf(elementText),
  AssertionConsumerService: listOf(serviceSchema),
});

/**
 * Reads service provider metadata. Nobody has published a file as AWS writes it, so any number of
 * ACS elements, with or without index, default, key and signature, is taken.
 *
 * @throws ExpectedError for anything that is not the metadata of exactly one service provider.
 */
export function readServiceProviderMetadata(source: string | Uint8Array): ServiceProviderMetadata {
  const entity = parseEntity(source, LABEL);
  const roles = descriptorsOf(entity);
  const services = roles.flatMap((role) => role.AssertionConsumerService.map(readService));
  if (services.length === 0) {
    throw notMetadata(LABEL, 'Its SPSSODescriptor names no AssertionConsumerService (ACS URL).');
  }
  const entityId = entity['@entityID'];
  if (entityId === undefined) throw notMetadata(LABEL, 'Its EntityDescriptor has no entityID.');
  const wishes = roles.map((role) => role['@WantAssertionsSigned']);
  return {
    entityId,
    assertionConsumerServices: services,
    wantAssertionsSigned: wishes.find((wish) => wish !== undefined),
    nameIdFormats: [...new Set(roles.flatMap((role) => role.NameIDFormat).filter(Boolean))],
  };
}

function descriptorsOf(entity: Entity): z.infer<typeof descriptorSchema>[] {
  if (entity.SPSSODescriptor !== undefined) {
    return listOf(descriptorSchema).parse(entity.SPSSODescriptor);
  }
  const why =
    entity.IDPSSODescriptor === undefined
      ? 'It holds no SPSSODescriptor.'
      : `It is the metadata of an identity provider (${entity['@entityID'] ?? 'no entityID'}): the file that goes to the service provider, not the one that comes from it.`;
  throw notMetadata(LABEL, why);
}

function readService(element: z.infer<typeof serviceSchema>): AssertionConsumerService {
  return {
    url: element['@Location'],
    binding: element['@Binding'],
    index: element['@index'],
    isDefault: element['@isDefault'],
  };
}
