import { beforeAll, describe, expect, it } from 'vitest';
import type { SigningKeyPair } from '../../../../src/sandbox/authentik/saml/login-world.js';
import { identityProviderMetadata } from '../../../../src/sandbox/authentik/saml/metadata.js';
import { checkedSignatures } from './check-signatures.js';
import { awsApplication, newKeyPair } from './pretended-world.js';
import { recordedAnswer, recordedReleases, recordedSaml } from './recordings.js';
import { shapeOf } from './same-shape.js';

const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const origin = 'http://127.0.0.1:4711';
let signing: SigningKeyPair;

beforeAll(async () => {
  signing = await newKeyPair();
});

/** A recorded text as a pattern: `…` for any run, `<origin>` for ours, white space aside. */
function patternOf(recorded: string): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pieces = withoutSpace(recorded).replaceAll('<origin>', origin).split('…');
  return new RegExp(`^${pieces.map(literal).join('.*')}$`);
}

function withoutSpace(xml: string): string {
  return xml.replace(/\s*([<>])\s*/g, '$1').replace(/\n/g, '');
}

describe.each(recordedReleases)('metadata of %s', (release) => {
  it('has the shape of the recorded one, and its signature holds', async () => {
    const recorded = recordedSaml(release);
    const issuer = `${recorded.origin}/application/saml/aws/metadata/`;
    const application = awsApplication({ issuer, signing });
    const xml = identityProviderMetadata({ release, application, origin: recorded.origin });
    expect(shapeOf(xml)).toEqual(shapeOf(recorded.identityProviderMetadata));
    expect(await checkedSignatures(xml, signing.certificatePem)).toEqual([['EntityDescriptor']]);
  });

  it.each([
    { name: 'metadata as a file', forceBinding: undefined },
    { name: 'metadata with forced POST binding', forceBinding: POST },
  ])('agrees with the answer to "$name"', ({ name, forceBinding }) => {
    const issuer = 'https://idp.example.com/application/saml/probe-aws/metadata/';
    const application = { ...awsApplication({ issuer, signing }), slug: 'probe-aws' };
    const xml = identityProviderMetadata({ release, application, origin, forceBinding });
    expect(withoutSpace(xml)).toMatch(patternOf(String(recordedAnswer(release, name).body)));
  });
});

describe('metadata', () => {
  const release = '2026.2.2';

  it('is neither signed nor names a key where the provider has none', () => {
    const xml = identityProviderMetadata({ release, application: awsApplication(), origin });
    expect(xml).not.toMatch(/ds:Signature|KeyDescriptor/);
  });

  it('is the same text every time, and another for another provider', () => {
    const text = (pk: number) =>
      identityProviderMetadata({ release, application: awsApplication({ pk, signing }), origin });
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  it.each([
    { release: '2023.8.3', asked: false },
    { release: '2023.10.7', asked: true },
  ])('asks for signed requests on $release: $asked', ({ release, asked }) => {
    const application = awsApplication({ verificationCertificatePem: signing.certificatePem });
    const xml = identityProviderMetadata({ release, application, origin });
    expect(xml.includes(' WantAuthnRequestsSigned="true"')).toBe(asked);
  });

  it.each([
    { release: '2025.10.4', lines: 'the lines of the PEM text' },
    { release: '2026.2.2', lines: 'one line' },
  ])('keeps its certificate on $lines on $release', ({ release, lines }) => {
    const application = awsApplication({ signing });
    const xml = identityProviderMetadata({ release, application, origin });
    const [first = ''] = /(?<=<ds:X509Certificate>)[^<]+/.exec(xml) ?? [];
    const pem = signing.certificatePem
      .replace(/-----[^-]+-----/g, '')
      .replace(/\r/g, '')
      .trim();
    expect(first.trim()).toBe(lines === 'one line' ? pem.replaceAll('\n', '') : pem);
  });

  it('escapes what would break the XML', () => {
    const application = awsApplication({ issuer: 'urn:a&b"<c>' });
    expect(shapeOf(identityProviderMetadata({ release, application, origin }))[0]).toContain(
      'entityID="urn:a&b"<c>"',
    );
  });

  it.each([
    { release: '2026.2.2', entityId: '' },
    { release: '2026.5.0', entityId: `${origin}/application/saml/aws/metadata/` },
  ])('without an issuer names "$entityId" as entity ID on $release', ({ release, entityId }) => {
    const application = awsApplication({ issuer: '' });
    const xml = identityProviderMetadata({ release, application, origin });
    expect(xml).toContain(` entityID="${entityId}"`);
  });

  it('refuses to play what is no release', () => {
    const application = awsApplication();
    expect(() => identityProviderMetadata({ release: 'newest', application, origin })).toThrow(
      '"newest" is not a release of authentik',
    );
  });
});
