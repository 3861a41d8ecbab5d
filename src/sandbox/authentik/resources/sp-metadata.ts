import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Refusal, Stumble } from '../http/answers.js';

/** What an import reads from a service provider's metadata. */
export interface ServiceProvider {
  entityId: string;
  acsUrl: string;
  binding: 'post' | 'redirect';
  /** The first NameIDFormat, as a URN. */
  nameIdFormat: string | undefined;
  wantsSignedAssertions: boolean;
}

const bindings: Readonly<Record<string, 'post' | 'redirect'>> = {
  'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST': 'post',
  'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect': 'redirect',
};

/** The answer to metadata that cannot be imported: a list with one sentence. */
export function failedImport(why: string): Refusal {
  return new Refusal(400, [`Failed to import Metadata: ${why}`]);
}

/**
 * Reads metadata as an import does: the first service provider with its first assertion consumer
 * service. Throws 400 for what authentik notices, and stumbles where authentik stumbles: over a
 * missing entityID and over other bindings than POST and redirect.
 */
export function readServiceProvider(xml: string): ServiceProvider {
  if (XMLValidator.validate(xml) !== true) throw new Refusal(400, ['Invalid XML Syntax']);
  const root = first(parser.parse(xml).EntityDescriptor);
  const descriptor = first(root.SPSSODescriptor);
  if (!root.SPSSODescriptor) throw failedImport('no SPSSODescriptor objects found.');
  const service = first(descriptor.AssertionConsumerService);
  if (!descriptor.AssertionConsumerService) {
    throw failedImport('No AssertionConsumerService found.');
  }
  const binding = bindings[String(service['@Binding'])];
  const entityId = root['@entityID'];
  if (binding === undefined || entityId === undefined) throw new Stumble();
  return {
    entityId: String(entityId),
    acsUrl: String(service['@Location']),
    binding,
    nameIdFormat: textOf(descriptor.NameIDFormat),
    wantsSignedAssertions: descriptor['@WantAssertionsSigned'] === 'true',
  };
}

type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
});

/** The first of several elements, or the only one; an element without content is an empty node. */
function first(value: unknown): Node {
  const node: unknown = Array.isArray(value) ? value[0] : value;
  return typeof node === 'object' && node !== null ? { ...node } : {};
}

function textOf(value: unknown): string | undefined {
  const node: unknown = Array.isArray(value) ? value[0] : value;
  return typeof node === 'string' && node !== '' ? node : undefined;
}
