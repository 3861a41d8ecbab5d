import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  decodedRequest,
  parseAuthnRequest,
  RefusedRequest,
} from '../../../../src/sandbox/authentik/saml/authn-request.js';
import { authnRequest } from './browser.js';

const acsUrl = 'https://example.com/ACS/1';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

describe('decoding', () => {
  it('inflates what came by redirect, and takes a form as it is', () => {
    const deflated = deflateRawSync('<a/>').toString('base64');
    expect(decodedRequest(deflated, 'redirect')).toBe('<a/>');
    expect(decodedRequest(Buffer.from('<a/>').toString('base64'), 'post')).toBe('<a/>');
  });

  it('refuses what cannot be inflated', () => {
    expect(() => decodedRequest('bm90IGRlZmxhdGVk', 'redirect')).toThrow(
      new RefusedRequest('Cannot decode SAML request.'),
    );
  });
});

describe('a request', () => {
  it('gives its ID and the format it asks for', () => {
    expect(parseAuthnRequest(authnRequest(acsUrl, PERSISTENT), { acsUrl })).toEqual({
      id: 'aws_1',
      nameIdFormat: PERSISTENT,
    });
    expect(parseAuthnRequest(authnRequest(acsUrl), { acsUrl })).toEqual({ id: 'aws_1' });
  });

  it('may write the assertion consumer service in other letters, or leave it out', () => {
    const other = authnRequest(acsUrl.toLowerCase());
    expect(parseAuthnRequest(other, { acsUrl }).id).toBe('aws_1');
    const none = other.replace(/ AssertionConsumerServiceURL="[^"]*"/, '');
    expect(parseAuthnRequest(none, { acsUrl }).id).toBe('aws_1');
  });

  it('may not name another assertion consumer service', () => {
    expect(() => parseAuthnRequest(authnRequest('https://example.com/2'), { acsUrl })).toThrow(
      new RefusedRequest(
        "ACS URL of https://example.com/2 doesn't match Provider ACS URL of https://example.com/ACS/1.",
      ),
    );
  });

  it.each(['', 'not XML', '<unclosed', '<AuthnRequest/>', '<a xmlns="urn:b"/>'])(
    'is not %j',
    (xml) => {
      expect(() => parseAuthnRequest(xml, { acsUrl })).toThrow('Cannot decode SAML request.');
    },
  );
});

describe('a provider that verifies requests', () => {
  const provider = { acsUrl, verificationCertificatePem: 'any' };

  it('refuses an unsigned one', () => {
    expect(() => parseAuthnRequest(authnRequest(acsUrl), provider)).toThrow(
      'Verification Certificate configured, but request is not signed.',
    );
  });

  it.each([
    { how: 'beside', xml: authnRequest(acsUrl), signature: 'c2ln' },
    {
      how: 'within',
      xml: authnRequest(acsUrl).replace(
        '</p:',
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></p:',
      ),
      signature: undefined,
    },
  ])('says that one signed $how is not verified here', ({ xml, signature }) => {
    expect(() => parseAuthnRequest(xml, provider, signature)).toThrow('does not verify signed');
  });
});
