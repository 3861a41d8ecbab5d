import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { metadataText, notMetadata } from './metadata-text.js';

const NAMESPACE = 'urn:oasis:names:tc:SAML:2.0:metadata';

/** Every element is a list, since an element may be repeated; its attributes begin with `@`. */
const elements = z.array(z.unknown()).optional();

const entitySchema = z.object({
  '@entityID': z.string().trim().min(1).optional(),
  SPSSODescriptor: elements,
  IDPSSODescriptor: elements,
});

const documentSchema = z.object({
  EntityDescriptor: z.array(entitySchema).optional(),
  EntitiesDescriptor: z
    .array(z.object({ EntityDescriptor: z.array(entitySchema).optional() }))
    .optional(),
});

/** One `EntityDescriptor`, with the descriptors of its roles still unread. */
export type Entity = z.infer<typeof entitySchema>;

/** The elements that fit a schema; one that does not is passed over without losing the others. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((elements) => elements.flatMap((element) => item.safeParse(element).data ?? []));
}

/** The text of an element: alone, or beside attributes. Empty where there is none. */
export const elementText = z.preprocess(
  (element) =>
    typeof element === 'object' && element !== null && '#text' in element
      ? element['#text']
      : element,
  z.string().trim().catch(''),
);

/**
 * The single entity that a metadata document describes, whatever prefixes it uses.
 * A document with a DOCTYPE, with several entities, or of another kind is refused.
 */
export function parseEntity(source: string | Uint8Array, label: string): Entity {
  const text = metadataText(source, label);
  const root = parseXml(text, label);
  if (!text.includes(NAMESPACE)) {
    throw notMetadata(label, `It is XML, but not of the SAML metadata namespace (${NAMESPACE}).`);
  }
  const document = documentSchema.safeParse(root);
  if (!document.success) throw notMetadata(label, 'Its elements are not those of SAML metadata.');
  return onlyEntity(document.data, label);
}

function parseXml(text: string, label: string): Record<string, unknown> {
  const parser = new XMLParser({
    removeNSPrefix: true,
    ignoreAttributes: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    attributeNamePrefix: '@',
    parseAttributeValue: false,
    parseTagValue: false,
    htmlEntities: true,
    isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
  });
  try {
    return z.record(z.string(), z.unknown()).parse(parser.parse(text, true));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'The parser gave no reason.';
    throw notMetadata(label, `It is not well-formed XML: ${why}`);
  }
}

function onlyEntity(document: z.infer<typeof documentSchema>, label: string): Entity {
  const grouped = document.EntitiesDescriptor?.flatMap((group) => group.EntityDescriptor ?? []);
  const entities = [...(document.EntityDescriptor ?? []), ...(grouped ?? [])];
  const [entity] = entities;
  if (entity === undefined) throw notMetadata(label, 'It holds no EntityDescriptor.');
  if (entities.length > 1) {
    throw notMetadata(
      label,
      `It describes ${entities.length} entities (EntitiesDescriptor); which one is meant cannot be told.`,
    );
  }
  return entity;
}
