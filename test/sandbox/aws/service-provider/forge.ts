import { generate } from 'selfsigned';
import { SignedXml } from 'xml-crypto';
import type { Hearing } from '../../../../src/sandbox/aws/service-provider/judge.js';

/** The instance, the moment and the request of every forged response. */
export const scene = {
  acs: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/2d737f96-55fb',
  issuer: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278',
  entityId: 'https://authentik.example.com/application/saml/aws/metadata/',
  request: 'aws_request',
  now: new Date('2026-11-23T12:00:00Z'),
} as const;

/** A key of an identity provider, with its certificate. */
export interface SigningKey {
  privateKey: string;
  certificate: string;
}

export async function newSigningKey(algorithm: 'rsa' | 'ec' = 'rsa'): Promise<SigningKey> {
  const options = { keySize: 2048, keyType: algorithm };
  const { private: privateKey, cert } = await generate(
    [{ name: 'commonName', value: 'x' }],
    options,
  );
  return { privateKey, certificate: cert };
}

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const emailAddress = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

/** What can be wrong with an assertion that is otherwise as it should be. */
export interface AssertionParts {
  id?: string;
  issuer?: string;
  nameId?: string;
  confirmation?: string;
  conditions?: string;
}

export function assertionXml(parts: AssertionParts = {}): string {
  const { id = '_assertion', issuer = scene.entityId } = parts;
  const nameId =
    parts.nameId ?? `<saml:NameID Format="${emailAddress}">alice@example.com</saml:NameID>`;
  const data = `InResponseTo="${scene.request}" Recipient="${scene.acs}" NotOnOrAfter="2026-11-23T12:05:00Z"`;
  const confirmation =
    parts.confirmation ??
    `<saml:SubjectConfirmation Method="${bearer}"><saml:SubjectConfirmationData ${data}/></saml:SubjectConfirmation>`;
  const audience = `<saml:AudienceRestriction><saml:Audience>${scene.issuer}</saml:Audience></saml:AudienceRestriction>`;
  const conditions =
    parts.conditions ??
    `<saml:Conditions NotBefore="2026-11-23T11:55:00Z" NotOnOrAfter="2026-11-23T12:05:00Z">${audience}</saml:Conditions>`;
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0" ID="${id}" IssueInstant="2026-11-23T12:00:00Z"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject>${nameId}${confirmation}</saml:Subject>${conditions}</saml:Assertion>`;
}

/** A Response around what it is given. */
export function responseXml(content: string, attributes = '', status: string = success): string {
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0" ID="_response" IssueInstant="2026-11-23T12:00:00Z" Destination="${scene.acs}" InResponseTo="${scene.request}"${attributes}><saml:Issuer>${scene.entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status>${content}</samlp:Response>`;
}

/** The algorithms of a signature, by the ends of their names. */
export interface Algorithms {
  signature?: string;
  digest?: string;
}

/** Signs the element of this ID, with the signature after the element's Issuer. */
export function signed(
  xml: string,
  id: string,
  key: SigningKey,
  algorithms: Algorithms = {},
): string {
  const signer = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm: algorithms.signature ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signer.addReference({
    xpath: `//*[@ID='${id}']`,
    digestAlgorithm: algorithms.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
  });
  const reference = `//*[@ID='${id}']/*[local-name(.)='Issuer']`;
  signer.computeSignature(xml, { prefix: 'ds', location: { reference, action: 'after' } });
  return signer.getSignedXml();
}

/** A forged response before a service provider that trusts `key` and knows alice. */
export function hearingOf(xml: string, key: SigningKey): Hearing {
  return {
    samlResponse: Buffer.from(xml).toString('base64'),
    trust: { entityId: scene.entityId, certificates: [key.certificate] },
    request: { id: scene.request, issuedAt: scene.now },
    now: scene.now,
    instance: { acsUrls: [scene.acs], issuer: scene.issuer },
    seenAssertions: new Set(),
    userByName: (userName) =>
      userName === 'alice@example.com' ? { userId: 'u-1', userName, enabled: true } : undefined,
  };
}
