import { randomUUID } from 'node:crypto';
import { type AssertionFacts, assertion, instant } from './assertion.js';
import type { LoginApplication, LoginUser, SamlProviderSettings } from './login-world.js';
import { effectiveIssuer } from './metadata.js';
import { nameIdFormat, nameIdText } from './name-id.js';
import { type LoginFeatures, loginFeatures } from './release-features.js';
import { type SignaturePlan, withSignature } from './signature.js';
import { element, escaped, namespaceDeclarations } from './xml.js';

/** What a response is made from. */
export interface ResponseRequest {
  /** The release that is played, such as `2025.4.4`. */
  release: string;
  application: LoginApplication;
  /** Scheme and host of the user's request. */
  origin: string;
  user: LoginUser;
  now: Date;
  /** When the user gave the password. */
  signedInAt: Date;
  /** Hash of the session, hexadecimal: SessionIndex and the transient NameID. */
  sessionHash: string;
  /** The answered request's ID; absent when the identity provider began. */
  requestId?: string | undefined;
  /** The NameID format that the request asks for; absent when it asks for none. */
  requestedNameIdFormat?: string | undefined;
}

/**
 * A SAML response as XML, signed as the provider says and the release does. Throws when the
 * request asks for a NameID format that authentik does not serve.
 */
export function samlResponse(request: ResponseRequest): string {
  const features = loginFeatures(request.release);
  const { provider } = request.application;
  const facts = assertionFacts(request, features);
  const id = newId();
  const xml = unsignedResponse(id, facts);
  const { signing } = provider;
  if (signing === undefined) return xml;
  const signer = { keyPair: signing, provider, features };
  return signaturePlans(id, facts.id, provider, features).reduce(
    (document, plan) => withSignature(document, plan, signer),
    xml,
  );
}

function assertionFacts(request: ResponseRequest, features: LoginFeatures): AssertionFacts {
  const { application, user, sessionHash } = request;
  const { provider } = application;
  const format = nameIdFormat(request.requestedNameIdFormat, provider, features);
  return {
    id: newId(),
    issuer: effectiveIssuer(application, request.origin, features),
    user,
    nameId: { format, text: nameIdText(format, user, provider, sessionHash) },
    inResponseTo: request.requestId,
    provider,
    now: request.now,
    signedInAt: request.signedInAt,
    sessionHash,
    features,
  };
}

function unsignedResponse(id: string, facts: AssertionFacts): string {
  const success = element('samlp:StatusCode', {
    Value: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  });
  return element(
    'samlp:Response',
    {
      ...namespaceDeclarations(facts.features),
      Version: '2.0',
      IssueInstant: instant(facts.now),
      Destination: facts.provider.acsUrl,
      ID: id,
      InResponseTo: facts.inResponseTo,
    },
    element('saml:Issuer', {}, escaped(facts.issuer)),
    element('samlp:Status', {}, success),
    assertion(facts),
  );
}

/** The signatures to make, in order: the response's covers the assertion's. */
function signaturePlans(
  responseId: string,
  assertionId: string,
  provider: SamlProviderSettings,
  features: LoginFeatures,
): SignaturePlan[] {
  const place = 'behind Issuer';
  const ofAssertion = provider.signAssertion || !features.choosesWhatIsSigned ? [assertionId] : [];
  const ofResponse = provider.signResponse && features.choosesWhatIsSigned ? [responseId] : [];
  if (!features.signsResponseApart) {
    const ids = [...ofAssertion, ...ofResponse];
    return ids.length === 0 ? [] : [{ ids, within: assertionId, place }];
  }
  return [...ofAssertion, ...ofResponse].map((id) => ({ ids: [id], within: id, place }));
}

function newId(): string {
  return `_${randomUUID().replaceAll('-', '')}`;
}
