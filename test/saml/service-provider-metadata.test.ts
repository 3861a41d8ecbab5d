import { describe, expect, test } from 'vitest';
import { readServiceProviderMetadata } from '../../src/saml/service-provider-metadata.js';
import { attachment, recordedSaml } from './recordings.js';
import { refusal } from './refusal.js';

const NAMESPACE = 'urn:oasis:names:tc:SAML:2.0:metadata';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const aws = attachment('aws-sp-metadata.xml');

function entity(inside: string, attributes = 'entityID="https://sp.example.com"'): string {
  return `<EntityDescriptor xmlns="${NAMESPACE}" ${attributes}>${inside}</EntityDescriptor>`;
}

const service = `<AssertionConsumerService Binding="${POST}" Location="https://sp.example.com/acs"/>`;
const small = entity(`<SPSSODescriptor>${service}</SPSSODescriptor>`);

test('metadata in the form of AWS gives issuer, both ACS URLs and the NameID format', () => {
  expect(readServiceProviderMetadata(aws)).toEqual({
    entityId: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672f8278',
    assertionConsumerServices: [
      {
        url: 'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/2d737f96-55fb-4035-953e-5e24134eb778',
        binding: POST,
        index: 0,
        isDefault: true,
      },
      {
        url: 'https://eu-central-1.sso.signin.aws/platform/saml/acs/2d737f96-55fb-4035-953e-5e24134eb778',
        binding: POST,
        index: 1,
        isDefault: undefined,
      },
    ],
    wantAssertionsSigned: true,
    nameIdFormats: ['urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
  });
});

describe('tolerates', () => {
  const utf16 = Buffer.from(`\uFEFF${small}`, 'utf16le');
  const cases: [name: string, source: string | Uint8Array][] = [
    ['no prefix, no index, no default, no key', small],
    [
      'another prefix',
      small.replaceAll('<', '<x:').replaceAll('<x:/', '</x:').replace('xmlns=', 'xmlns:x='),
    ],
    ['a byte order mark and white space', `\uFEFF\n  ${small}\n`],
    ['UTF-8 bytes with a byte order mark', Buffer.from(`\uFEFF${small}`)],
    ['UTF-16, little-endian', utf16],
    ['UTF-16, big-endian', Buffer.from(utf16).swap16()],
    [
      'one entity in an EntitiesDescriptor',
      `<EntitiesDescriptor xmlns="${NAMESPACE}">${small}</EntitiesDescriptor>`,
    ],
    ['a comment and a declaration', `<?xml version="1.0"?><!-- saved -->${small}`],
    [
      'a service without an address beside one with',
      small.replace(service, `<AssertionConsumerService/>${service}`),
    ],
  ];
  test.each(cases)('%s', (_name, source) => {
    const read = readServiceProviderMetadata(source);
    expect(read.entityId).toBe('https://sp.example.com');
    expect(read.assertionConsumerServices.map(({ url }) => url)).toEqual([
      'https://sp.example.com/acs',
    ]);
    expect(read.wantAssertionsSigned).toBeUndefined();
  });

  test('many services, with escaped characters and indexes that are none', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      service.replace('/acs"', `/acs?a=1&amp;b=${index}" index="${index === 0 ? 'first' : index}"`),
    ).join('');
    const read = readServiceProviderMetadata(entity(`<SPSSODescriptor>${many}</SPSSODescriptor>`));
    expect(read.assertionConsumerServices).toHaveLength(30);
    expect(read.assertionConsumerServices[0]).toMatchObject({
      url: 'https://sp.example.com/acs?a=1&b=0',
      index: undefined,
    });
    expect(read.assertionConsumerServices[29]?.index).toBe(29);
  });
});

describe('refuses', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>${small.replace('sp.example', '&b;')}`;
  const cases: [name: string, source: string, why: RegExp][] = [
    ['nothing', '  \n', /is empty/],
    ['a text', attachment('not-xml.xml'), /not XML/],
    ['JSON', '{"entityID":"x"}', /not XML/],
    ['a page saved instead', '<!DOCTYPE html><html><body>Settings</body></html>', /HTML page/],
    ['a DOCTYPE', bomb, /DOCTYPE/],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMII', /certificate or key/],
    ['cut-off XML', small.slice(0, -10), /not well-formed XML/],
    ['XML of another kind', '<rss version="2.0"/>', /not of the SAML metadata namespace/],
    ['another root of the namespace', `<Other xmlns="${NAMESPACE}"/>`, /no EntityDescriptor/],
    [
      'several entities',
      `<EntitiesDescriptor xmlns="${NAMESPACE}">${small}${small}</EntitiesDescriptor>`,
      /2 entities/,
    ],
    ['several roots', small + small, /not well-formed XML/],
    ['no service provider', attachment('no-sp.xml'), /no SPSSODescriptor/],
    ['no ACS', attachment('no-acs.xml'), /no AssertionConsumerService/],
    ['no entity ID', attachment('no-entity-id.xml'), /no entityID/],
    [
      'a service without an address',
      small.replace(/ Location="[^"]*"/, ''),
      /no AssertionConsumerService/,
    ],
    ['what is too large', small + ' '.repeat(10) + 'x'.repeat(1_000_001), /longer than 1,000,000/],
  ];
  test.each(cases)('%s', (_name, source, why) => {
    const error = refusal(() => readServiceProviderMetadata(source));
    expect(error.message).toBe('This is not service provider metadata');
    expect(error.why).toMatch(why);
    expect(error.next).not.toEqual([]);
  });

  test("authentik's own metadata, and says whose it is", () => {
    const { identityProviderMetadata, origin } = recordedSaml('2025.10.4');
    const error = refusal(() => readServiceProviderMetadata(identityProviderMetadata));
    expect(error.why).toContain('metadata of an identity provider');
    expect(error.why).toContain(origin);
  });
});
