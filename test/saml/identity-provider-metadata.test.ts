import { describe, expect, test } from 'vitest';
import {
  fingerprintOf,
  readIdentityProviderMetadata,
} from '../../src/saml/identity-provider-metadata.js';
import { attachment, recordedSaml, releases } from './recordings.js';
import { refusal } from './refusal.js';

function read(release: string) {
  return readIdentityProviderMetadata(recordedSaml(release).identityProviderMetadata);
}

describe.each(releases)('metadata of authentik %s', (release) => {
  const { origin, signingCertificate, identityProviderMetadata } = recordedSaml(release);

  test('tells entity ID, addresses and the signing certificate', () => {
    const bare = signingCertificate.replace(/-----[A-Z ]+-----|\s/g, '');
    expect(read(release)).toEqual({
      entityId: `${origin}/application/saml/aws/metadata/`,
      ssoUrls: [
        {
          binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
          url: `${origin}/application/saml/aws/sso/binding/redirect/`,
        },
        {
          binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
          url: `${origin}/application/saml/aws/sso/binding/post/`,
        },
      ],
      certificates: [bare],
      wantAuthnRequestsSigned: false,
    });
  });

  test('has the same fingerprint however it is signed and wrapped', () => {
    const again = identityProviderMetadata
      .replace(/<ds:SignatureValue>[^<]+/, '<ds:SignatureValue>AAAA')
      .replace(/ ID="[^"]+"/, ' ID="_other"')
      .replace(/(<md:KeyDescriptor[\s\S]*?<ds:X509Certificate>)(.{64})/, '$1\n$2\n');
    expect(again).not.toBe(identityProviderMetadata);
    expect(fingerprintOf(readIdentityProviderMetadata(again))).toBe(fingerprintOf(read(release)));
  });
});

describe('the fingerprint changes with', () => {
  const metadata = read('2025.4.4');
  const cases = [
    ['the entity ID', { ...metadata, entityId: 'https://auth.example.com/other' }],
    ['the certificate', { ...metadata, certificates: ['MIIC'] }],
    ['a further certificate', { ...metadata, certificates: [...metadata.certificates, 'MIIC'] }],
    ['an address', { ...metadata, ssoUrls: metadata.ssoUrls.slice(1) }],
  ] as const;
  test.each(cases)('%s', (_name, changed) => {
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(metadata));
  });

  test('but not with the order', () => {
    const turned = { ...metadata, ssoUrls: [...metadata.ssoUrls].reverse() };
    expect(fingerprintOf(turned)).toBe(fingerprintOf(metadata));
    expect(fingerprintOf(metadata)).toMatch(/^[0-9a-f]{64}$/);
  });
});

test('signed requests, keys for encryption and keys without a use are told apart', () => {
  const key = (use: string, text: string) =>
    `<KeyDescriptor ${use}><KeyInfo><X509Data><X509Certificate>${text}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`;
  const keys =
    key('use="signing"', ' A\n B ') + key('use="encryption"', 'C') + key('', 'D') + key('', 'D');
  const xml = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"><IDPSSODescriptor WantAuthnRequestsSigned="true">${keys}<SingleSignOnService Binding="b" Location="https://x"/></IDPSSODescriptor></EntityDescriptor>`;
  expect(readIdentityProviderMetadata(xml)).toMatchObject({
    certificates: ['AB', 'D'],
    wantAuthnRequestsSigned: true,
  });
});

test.each([
  ['service provider metadata', attachment('aws-sp-metadata.xml'), /of a service provider/],
  ['an entity without a role', attachment('no-sp.xml'), /no IDPSSODescriptor/],
  ['no text, as authentik gives without an application', '', /is empty/],
  [
    'no address',
    recordedSaml('2025.4.4').identityProviderMetadata.replace(/<md:SingleSignOnService[^>]*>/g, ''),
    /no SingleSignOnService/,
  ],
  [
    'no entity ID',
    recordedSaml('2025.4.4').identityProviderMetadata.replace(/ entityID="[^"]*"/, ''),
    /no entityID/,
  ],
])('refuses %s', (_name, source, why) => {
  const error = refusal(() => readIdentityProviderMetadata(source));
  expect(error.message).toBe('This is not identity provider metadata');
  expect(error.why).toMatch(why);
});
