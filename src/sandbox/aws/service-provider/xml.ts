import { DOMParser } from '@xmldom/xmldom';

/** The XML namespaces of SAML 2.0 and XML signatures. */
export const namespaces = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

const ELEMENT_NODE = 1;
const PROCESSING_INSTRUCTION_NODE = 7;
const COMMENT_NODE = 8;

/** SAML messages are some ten elements deep; readers that call themselves fail at thousands. */
const DEPTH_LIMIT = 100;

/**
 * Parses XML that came from outside and gives its root element. Throws an Error that says why for
 * everything that is not well-formed, for elements nested without measure, and for a document type
 * declaration, whose entities could swell or read files.
 */
export function parseXml(text: string): Element {
  if (/<!DOCTYPE/i.test(text)) throw new Error('it has a document type declaration (DOCTYPE)');
  const refuse = (): never => {
    throw new Error('it is not well-formed XML');
  };
  const parser = new DOMParser({
    errorHandler: { warning: refuse, error: refuse, fatalError: refuse },
  });
  // A byte order mark may stand before the declaration, never white space.
  const root: Element | null = parser.parseFromString(
    text.replace(/^\uFEFF/, ''),
    'text/xml',
  ).documentElement;
  if (root === null) return refuse();
  if (isDeeper(root, DEPTH_LIMIT)) throw new Error('its elements are nested too deeply');
  return root;
}

function isDeeper(root: Element, limit: number): boolean {
  let level = [root];
  for (let depth = 0; depth < limit; depth += 1) level = level.flatMap(childElements);
  return level.length > 0;
}

function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT_NODE;
}

/** The child elements of an element, whatever their names. */
export function childElements(parent: Element): Element[] {
  return Array.from(parent.childNodes).filter(isElement);
}

/** The children of an element that have this namespace and local name. */
export function children(parent: Element, namespace: string, name: string): Element[] {
  return childElements(parent).filter((child) => isNamed(child, namespace, name));
}

/** Every element below an element, at any depth, that has this namespace and local name. */
export function descendants(parent: Element, namespace: string, name: string): Element[] {
  return Array.from(parent.getElementsByTagNameNS(namespace, name));
}

/** Whether an element has this namespace and local name; its prefix does not matter. */
export function isNamed(element: Element, namespace: string, name: string): boolean {
  return element.namespaceURI === namespace && element.localName === name;
}

/** The value of an attribute; undefined where the element does not have it. */
export function attribute(element: Element, name: string): string | undefined {
  return element.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;
}

/** The text of an element without the white space around it. */
export function textOf(element: Element | undefined): string {
  return (element?.textContent ?? '').trim();
}

/**
 * Whether a comment or a processing instruction stands anywhere in the document. Readers of XML
 * that stop at a comment have taken `alice@example.com<!-- -->.example.net` for alice.
 */
export function hasCommentOrInstruction(root: Element): boolean {
  const suspicious = (node: Node): boolean =>
    node.nodeType === COMMENT_NODE ||
    node.nodeType === PROCESSING_INSTRUCTION_NODE ||
    Array.from(node.childNodes ?? []).some(suspicious);
  return Array.from(root.ownerDocument.childNodes).some(
    (node) => !isXmlDeclaration(node) && suspicious(node),
  );
}

function isXmlDeclaration(node: Node): boolean {
  return node.nodeType === PROCESSING_INSTRUCTION_NODE && node.nodeName === 'xml';
}
