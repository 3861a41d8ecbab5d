import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  METADATA_LIMIT,
  readIdentityProviderMetadata,
} from '../../../../src/sandbox/aws/service-provider/identity-provider-metadata.js';
import { recordings } from './recorded-responses.js';

describe.each(recordings)('the metadata of authentik $authentik', (recording) => {
  it('gives the entity ID, the certificate and both endpoints', () => {
    const trust = readIdentityProviderMetadata(recording.identityProviderMetadata);
    const origin = new URL(trust.entityId).origin;
    expect(trust.entityId).toBe(`${origin}/application/saml/aws/metadata/`);
    expect(trust.ssoPostUrl).toBe(`${origin}/application/saml/aws/sso/binding/post/`);
    expect(trust.ssoRedirectUrl).toBe(`${origin}/application/saml/aws/sso/binding/redirect/`);
    const fingerprints = trust.certificates.map((pem) => new X509Certificate(pem).fingerprint256);
    expect(fingerprints).toEqual([
      new X509Certificate(recording.signingCertificate).fingerprint256,
    ]);
  });
});

describe('metadata that AWS cannot use', () => {
  const good = recordings[0]?.identityProviderMetadata ?? '';

  it.each([
    ['too long a file', good.padEnd(METADATA_LIMIT + 1), 'at most 75000'],
    ['a file that is not XML', 'hello', 'not well-formed'],
    ['another XML file', '<html/>', 'not an EntityDescriptor'],
    ['a document type', `<!DOCTYPE x>${good}`, 'DOCTYPE'],
    ['no entity ID', good.replace(/ entityID="[^"]*"/, ''), 'no entityID'],
    [
      'a service provider',
      good.replaceAll('IDPSSODescriptor', 'SPSSODescriptor'),
      'no IDPSSODescriptor',
    ],
    [
      'no signing certificate',
      good.replace('use="signing"', 'use="encryption"'),
      'no signing certificate',
    ],
    [
      'a broken certificate',
      good.replaceAll('X509Certificate>MII', 'X509Certificate>AAA'),
      'not an X.509',
    ],
    [
      'no endpoint',
      good.replaceAll('SingleSignOnService', 'ArtifactResolutionService'),
      'no SingleSignOnService',
    ],
    [
      'an unknown binding',
      good.replaceAll('bindings:HTTP-', 'bindings:SOAP-'),
      'no SingleSignOnService',
    ],
  ])('names %s', (_, xml, words) => {
    expect(() => readIdentityProviderMetadata(xml)).toThrow(words);
  });
});
