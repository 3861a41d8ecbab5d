import { inflateRawSync } from 'node:zlib';
import { DOMParser } from '@xmldom/xmldom';
import type { SamlProviderSettings } from './login-world.js';
import { namespaces } from './names.js';

/** What authentik keeps of an authentication request. */
export interface AuthnRequest {
  /** Absent when the identity provider began. */
  id?: string;
  /** The format that NameIDPolicy asks for; absent when it asks for none. */
  nameIdFormat?: string;
  relayState?: string;
}

/** An authentication request that authentik refuses; the message is the text it shows. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
}

/** The XML of a `SAMLRequest`: base64, and for the redirect binding deflated before that. */
export function decodedRequest(encoded: string, binding: 'redirect' | 'post'): string {
  const bytes = Buffer.from(encoded, 'base64');
  if (binding === 'post') return bytes.toString();
  try {
    return inflateRawSync(bytes).toString();
  } catch {
    throw new RefusedRequest('Cannot decode SAML request.');
  }
}

/**
 * Reads an AuthnRequest for a provider. Throws `RefusedRequest` when it is none, when it names
 * another assertion consumer service than the provider's (letter case aside), and when the
 * provider wants a signature: an unsigned request gets authentik's own text, a signed one is
 * refused too, since AWS signs none and nothing here verifies them.
 */
export function parseAuthnRequest(
  xml: string,
  provider: Pick<SamlProviderSettings, 'acsUrl' | 'verificationCertificatePem'>,
  signatureBeside?: string,
): AuthnRequest {
  const root = rootOf(xml);
  if (provider.verificationCertificatePem !== undefined) {
    const signed = signatureBeside ?? firstOf(root, namespaces.ds, 'Signature');
    throw new RefusedRequest(
      signed
        ? 'The pretended authentik does not verify signed requests.'
        : 'Verification Certificate configured, but request is not signed.',
    );
  }
  const acsUrl = root.getAttribute('AssertionConsumerServiceURL') || provider.acsUrl;
  if (acsUrl.toLowerCase() !== provider.acsUrl.toLowerCase()) {
    throw new RefusedRequest(
      `ACS URL of ${acsUrl} doesn't match Provider ACS URL of ${provider.acsUrl}.`,
    );
  }
  const policy = firstOf(root, namespaces.samlp, 'NameIDPolicy');
  const nameIdFormat = policy?.getAttribute('Format') ?? '';
  return {
    id: root.getAttribute('ID') ?? '',
    ...(nameIdFormat === '' ? {} : { nameIdFormat }),
  };
}

function firstOf(root: Element, namespace: string, name: string): Element | null {
  return root.getElementsByTagNameNS(namespace, name).item(0);
}

function rootOf(xml: string): Element {
  const root = parsed(xml)?.documentElement;
  if (root?.localName !== 'AuthnRequest' || root.namespaceURI !== namespaces.samlp) {
    throw new RefusedRequest('Cannot decode SAML request.');
  }
  return root;
}

function parsed(xml: string): Document | undefined {
  const quiet = { warning: () => undefined, error: () => undefined, fatalError: () => undefined };
  try {
    return new DOMParser({ errorHandler: quiet }).parseFromString(xml, 'text/xml');
  } catch {
    return undefined;
  }
}
