import { beforeAll, describe, expect, it } from 'vitest';
import type {
  SamlProviderSettings,
  SigningKeyPair,
} from '../../../../src/sandbox/authentik/saml/login-world.js';
import {
  type ResponseRequest,
  samlResponse,
} from '../../../../src/sandbox/authentik/saml/response.js';
import { checkedSignatures } from './check-signatures.js';
import { alice, awsApplication, newKeyPair } from './pretended-world.js';
import { recordedReleases, recordedSaml, type SamlRecording } from './recordings.js';
import { shapeOf } from './same-shape.js';

const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const now = new Date('2026-11-23T19:31:27Z');
let signing: SigningKeyPair;

beforeAll(async () => {
  signing = await newKeyPair();
});

type Recorded = SamlRecording['responses'][number];

/** The settings and the moment of a recorded response, so that only random values may differ. */
function asRecorded(release: string, recording: SamlRecording, response: Recorded) {
  const [, issuedAt = ''] = / IssueInstant="([^"]+)"/.exec(response.samlResponse) ?? [];
  const [, signedInAt = ''] = / AuthnInstant="([^"]+)"/.exec(response.samlResponse) ?? [];
  const application = awsApplication({
    signing,
    acsUrl: recording.assertionConsumerService,
    issuer: `${recording.origin}/application/saml/aws/metadata/`,
    audience: response.kind.includes('no audience') ? '' : recording.audience,
    signResponse: response.kind.includes('and response signed'),
  });
  return samlResponse({
    release,
    application,
    origin: recording.origin,
    user: alice,
    now: new Date(issuedAt),
    signedInAt: new Date(signedInAt),
    sessionHash: 'b'.repeat(64),
    requestId: response.requestId ?? undefined,
    requestedNameIdFormat: response.requestId === null ? undefined : EMAIL,
  });
}

describe.each(recordedReleases)('responses of %s', (release) => {
  const recording = recordedSaml(release);

  it.each(recording.responses)('have the recorded shape: $kind', (response) => {
    const xml = asRecorded(release, recording, response);
    expect(shapeOf(xml)).toEqual(shapeOf(response.samlResponse));
  });

  it.each(recording.responses)('are signed as recorded: $kind', async (response) => {
    const xml = asRecorded(release, recording, response);
    expect(await checkedSignatures(xml, signing.certificatePem)).toEqual(
      await checkedSignatures(response.samlResponse, recording.signingCertificate),
    );
  });
});

function respond(changed: Partial<ResponseRequest>, settings: Partial<SamlProviderSettings> = {}) {
  return samlResponse({
    release: '2026.2.2',
    application: awsApplication(settings),
    origin: 'http://127.0.0.1:4711',
    user: alice,
    now,
    signedInAt: now,
    sessionHash: 'b'.repeat(64),
    ...changed,
  });
}

describe('a response', () => {
  it('has new IDs every time', () => {
    const ids = [respond({}), respond({})].flatMap((xml) => xml.match(/ ID="[^"]+"/g) ?? []);
    expect(new Set(ids).size).toBe(4);
  });

  it('carries the chosen mappings as attributes, ordered by name', () => {
    const xml = respond({}, { attributeMappings: ['groups', 'uid', 'email'] });
    expect(shapeOf(xml).filter((line) => line.includes('Attribute'))).toEqual([
      '    saml:AttributeStatement',
      '      saml:Attribute Name="http://schemas.goauthentik.io/2021/02/saml/uid"',
      '        saml:AttributeValue 5',
      '      saml:Attribute Name="http://schemas.xmlsoap.org/claims/Group"',
      '        saml:AttributeValue aws-users',
      '        saml:AttributeValue Staff & friends',
      '      saml:Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"',
      '        saml:AttributeValue alice@example.com',
    ]);
  });

  it('is not signed without a key', () => {
    expect(respond({}, { signAssertion: true })).not.toContain('ds:Signature');
  });

  it.each([
    { release: '2023.10.7', signed: [['Assertion']] },
    { release: '2024.8.6', signed: [['Response']] },
    { release: '2025.4.4', signed: [['Response']] },
  ])('with only itself to be signed has $signed signed on $release', async (played) => {
    const settings = { signing, signAssertion: false, signResponse: true };
    const xml = respond({ release: played.release }, settings);
    expect(await checkedSignatures(xml, signing.certificatePem)).toEqual(played.signed);
  });

  it('derives its issuer from the request from 2026.5 on', () => {
    const xml = respond({ release: '2026.5.1' }, { issuer: '' });
    expect(xml).toContain(
      '<saml:Issuer>http://127.0.0.1:4711/application/saml/aws/metadata/</saml:Issuer>',
    );
  });

  it('cannot be signed with an algorithm that the library lacks', () => {
    const signatureAlgorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384';
    expect(() => respond({}, { signing, signatureAlgorithm })).toThrow(/rsa-sha384/);
  });
});
