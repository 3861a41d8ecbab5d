import { X509Certificate } from 'node:crypto';
import { attribute, children, isNamed, namespaces, parseXml, textOf } from './xml.js';

/** What AWS keeps of the identity provider that it was told to trust. */
export interface TrustedIdentityProvider {
  /** The Issuer that every response must name. */
  entityId: string;
  /** The signing certificates, PEM or base64 DER; several are trusted at once during a rotation. */
  certificates: readonly string[];
  /** Where an AuthnRequest goes with the HTTP-Redirect binding. */
  ssoRedirectUrl?: string;
  /** Where an AuthnRequest goes with the HTTP-POST binding. */
  ssoPostUrl?: string;
}

/** The greatest length of a metadata file, in characters (AWS user guide, other-idps). */
export const METADATA_LIMIT = 75_000;

const bindings = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const;

/**
 * Reads an identity provider's SAML metadata as AWS takes it: entity ID, signing certificate and
 * SingleSignOnService are required (AWS user guide, other-idps). Throws an Error whose message
 * says what is wrong with the file. Neither the metadata's own signature nor its validity is
 * looked at: nobody verified that AWS does.
 */
export function readIdentityProviderMetadata(xml: string): TrustedIdentityProvider {
  if (xml.length > METADATA_LIMIT) {
    throw unusable(`it has ${xml.length} characters; AWS takes at most ${METADATA_LIMIT}`);
  }
  const root = parseMetadata(xml);
  const entityId = attribute(root, 'entityID')?.trim();
  if (!entityId) throw unusable('its EntityDescriptor has no entityID');
  const descriptors = children(root, namespaces.metadata, 'IDPSSODescriptor');
  if (descriptors.length === 0) throw unusable('it has no IDPSSODescriptor');
  const certificates = descriptors.flatMap(signingCertificates);
  if (certificates.length === 0) throw unusable('it has no signing certificate');
  return { entityId, certificates, ...signOnUrls(descriptors) };
}

function unusable(why: string): Error {
  return new Error(`The identity provider metadata cannot be used: ${why}.`);
}

function parseMetadata(xml: string): Element {
  let root: Element;
  try {
    root = parseXml(xml.trimStart());
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : 'it cannot be read');
  }
  if (isNamed(root, namespaces.metadata, 'EntityDescriptor')) return root;
  throw unusable('its root element is not an EntityDescriptor of SAML 2.0 metadata');
}

function signingCertificates(descriptor: Element): string[] {
  return children(descriptor, namespaces.metadata, 'KeyDescriptor')
    .filter((key) => (attribute(key, 'use') ?? 'signing') === 'signing')
    .flatMap((key) => children(key, namespaces.signature, 'KeyInfo'))
    .flatMap((info) => children(info, namespaces.signature, 'X509Data'))
    .flatMap((data) => children(data, namespaces.signature, 'X509Certificate'))
    .map(toPem);
}

function toPem(element: Element): string {
  try {
    return new X509Certificate(Buffer.from(textOf(element), 'base64')).toString();
  } catch {
    throw unusable('a signing certificate in it is not an X.509 certificate');
  }
}

function signOnUrls(
  descriptors: readonly Element[],
): Pick<TrustedIdentityProvider, 'ssoRedirectUrl' | 'ssoPostUrl'> {
  const services = descriptors.flatMap((descriptor) =>
    children(descriptor, namespaces.metadata, 'SingleSignOnService'),
  );
  const location = (binding: string): string | undefined =>
    services
      .filter((service) => attribute(service, 'Binding') === binding)
      .map((service) => attribute(service, 'Location'))
      .find((url) => url !== undefined && URL.canParse(url));
  const ssoRedirectUrl = location(bindings.redirect);
  const ssoPostUrl = location(bindings.post);
  if (ssoRedirectUrl === undefined && ssoPostUrl === undefined) {
    throw unusable('it has no SingleSignOnService with the HTTP-POST or HTTP-Redirect binding');
  }
  return {
    ...(ssoRedirectUrl === undefined ? {} : { ssoRedirectUrl }),
    ...(ssoPostUrl === undefined ? {} : { ssoPostUrl }),
  };
}
