import { namespaces } from './names.js';
import type { LoginFeatures } from './release-features.js';

/** Attributes in the order in which they are written; undefined ones are left out. */
export type Attributes = Record<string, string | undefined>;

/** One element as text, closed in the short form when it has no content. */
export function element(name: string, attributes: Attributes = {}, ...content: string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(value)}"`))
    .join('');
  const inner = content.join('');
  return inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

/** Text that may stand between tags and in attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The namespace declarations of a root element, in authentik's order. */
export function namespaceDeclarations(features: LoginFeatures): Attributes {
  const { xenc, ...always } = namespaces;
  const declared = features.declaresEncryption ? { ...always, xenc } : always;
  return Object.fromEntries(
    Object.entries(declared).map(([prefix, uri]) => [`xmlns:${prefix}`, uri]),
  );
}

/** The base64 text of a PEM certificate, on one line. */
export function certificateText(pem: string): string {
  return pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
}
