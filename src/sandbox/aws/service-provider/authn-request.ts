import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { TrustedIdentityProvider } from './identity-provider-metadata.js';
import type { ServiceProviderInstance } from './world.js';

/** A request to sign a user in, ready to be carried by a browser. */
export interface OutgoingRequest {
  /** `aws_…`, which the response repeats as InResponseTo. */
  id: string;
  binding: 'post' | 'redirect';
  /** Where the browser goes; with the redirect binding, the parameters are in it. */
  url: string;
  /** The form fields of the POST binding; empty with the redirect binding. */
  fields: Readonly<Record<string, string>>;
}

/** What a request is made of. */
export interface RequestParts {
  instance: Pick<ServiceProviderInstance, 'acsUrls' | 'issuer'>;
  identityProvider: TrustedIdentityProvider;
  relayState: string;
  issuedAt: Date;
}

/**
 * An AuthnRequest as AWS sends it: unsigned, by POST where the identity provider has such an
 * endpoint, with the ACS URL named and no index (seen in a request that authentik's tests keep).
 * Throws where the identity provider has no endpoint, which its metadata does not allow.
 */
export function outgoingRequest(parts: RequestParts): OutgoingRequest {
  const { ssoPostUrl, ssoRedirectUrl } = parts.identityProvider;
  const id = `aws_${randomBytes(24).toString('base64url')}`;
  if (ssoPostUrl !== undefined) {
    const request = Buffer.from(requestXml(id, ssoPostUrl, parts)).toString('base64');
    const fields = { SAMLRequest: request, RelayState: parts.relayState };
    return { id, binding: 'post', url: ssoPostUrl, fields };
  }
  if (ssoRedirectUrl === undefined) throw new Error('The identity provider has no sign-in URL.');
  const url = new URL(ssoRedirectUrl);
  const deflated = deflateRawSync(requestXml(id, ssoRedirectUrl, parts));
  url.searchParams.set('SAMLRequest', deflated.toString('base64'));
  url.searchParams.set('RelayState', parts.relayState);
  return { id, binding: 'redirect', url: url.href, fields: {} };
}

/**
 * The ACS URL that a request names. An instance that has the classic one uses it for sign-ins to
 * its primary Region (AWS user guide, multi-region-workforce-access).
 */
export function requestedAcsUrl(acsUrls: readonly string[]): string {
  const classic = acsUrls.find((url) => new URL(url).host.endsWith('.signin.aws.amazon.com'));
  const chosen = classic ?? acsUrls[0];
  if (chosen === undefined) throw new Error('The instance has no assertion consumer service URL.');
  return chosen;
}

function requestXml(id: string, destination: string, parts: RequestParts): string {
  const attributes = {
    'xmlns:saml2p': 'urn:oasis:names:tc:SAML:2.0:protocol',
    AssertionConsumerServiceURL: requestedAcsUrl(parts.instance.acsUrls),
    Destination: destination,
    ID: id,
    IssueInstant: parts.issuedAt.toISOString(),
    ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
    Version: '2.0',
  };
  const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  const issuer = `<saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">${escapeXml(parts.instance.issuer)}</saml2:Issuer>`;
  const policy =
    '<saml2p:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"/>';
  return `<?xml version="1.0" encoding="UTF-8"?><saml2p:AuthnRequest${list.join('')}>${issuer}${policy}</saml2p:AuthnRequest>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
