import { createHash } from 'node:crypto';
import type { LoginApplication } from './login-world.js';
import { bindings, nameIdFormats, namespaces } from './names.js';
import { type LoginFeatures, loginFeatures } from './release-features.js';
import { withSignature } from './signature.js';
import { certificateText, element, escaped, namespaceDeclarations } from './xml.js';

/** What the metadata of an application is made from. */
export interface MetadataRequest {
  /** The release that is played, such as `2025.4.4`. */
  release: string;
  application: LoginApplication;
  /** Scheme and host of the request that asks: authentik puts them into every address. */
  origin: string;
  /** The query's `force_binding`, a full URN: only addresses of that binding are listed. */
  forceBinding?: string | undefined;
}

/**
 * The identity provider's metadata (an EntityDescriptor), signed when the provider has a key. The
 * same settings give the same text, as on authentik.
 */
export function identityProviderMetadata(request: MetadataRequest): string {
  const { application, origin } = request;
  const { provider } = application;
  const features = loginFeatures(request.release);
  const id = metadataId(application);
  const xml = element(
    'md:EntityDescriptor',
    {
      ...namespaceDeclarations(features),
      ID: id,
      entityID: effectiveIssuer(application, origin, features),
    },
    roleDescriptor(request, features),
  );
  if (provider.signing === undefined) return xml;
  const signer = { keyPair: provider.signing, provider, features };
  return withSignature(xml, { ids: [id], within: id, place: 'first' }, signer);
}

/** The entity ID in effect: what is set, or from 2026.5 on the address of the metadata. */
export function effectiveIssuer(
  { slug, provider }: LoginApplication,
  origin: string,
  features: LoginFeatures,
): string {
  if (provider.issuer !== '' || !features.derivesIssuer) return provider.issuer;
  return `${origin}/application/saml/${slug}/metadata/`;
}

function roleDescriptor(request: MetadataRequest, features: LoginFeatures): string {
  const { provider } = request.application;
  const asksForSignature =
    provider.verificationCertificatePem !== undefined && features.asksForSignedRequests;
  return element(
    'md:IDPSSODescriptor',
    {
      protocolSupportEnumeration: namespaces.samlp,
      WantAuthnRequestsSigned: asksForSignature ? 'true' : undefined,
    },
    provider.signing === undefined ? '' : keyDescriptor(provider.signing.certificatePem),
    services('SingleLogoutService', 'slo', request),
    nameIdFormatList(features),
    services('SingleSignOnService', 'sso', request),
  );
}

function keyDescriptor(certificatePem: string): string {
  const certificate = element('ds:X509Certificate', {}, certificateText(certificatePem));
  const keyInfo = element('ds:KeyInfo', {}, element('ds:X509Data', {}, certificate));
  return element('md:KeyDescriptor', { use: 'signing' }, keyInfo);
}

function services(name: string, kind: 'sso' | 'slo', request: MetadataRequest): string {
  const { origin, application, forceBinding } = request;
  return Object.entries(bindings)
    .filter(([, urn]) => forceBinding === undefined || urn === forceBinding)
    .map(([binding, urn]) =>
      element(`md:${name}`, {
        Binding: urn,
        Location: `${origin}/application/saml/${application.slug}/${kind}/binding/${binding}/`,
      }),
    )
    .join('');
}

function nameIdFormatList(features: LoginFeatures): string {
  const formats = [
    nameIdFormats.emailAddress,
    nameIdFormats.persistent,
    features.namesX509Properly
      ? nameIdFormats.x509SubjectName
      : nameIdFormats.x509SubjectNameMisnamed,
    nameIdFormats.transient,
  ];
  return formats.map((format) => element('md:NameIDFormat', {}, escaped(format))).join('');
}

function metadataId({ slug, provider }: LoginApplication): string {
  return `_${createHash('sha256').update(`${slug} ${provider.pk}`).digest('hex')}`;
}
