import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  outgoingRequest,
  requestedAcsUrl,
} from '../../../../src/sandbox/aws/service-provider/authn-request.js';
import { parseXml } from '../../../../src/sandbox/aws/service-provider/xml.js';
import { scene } from './forge.js';

const post = 'https://authentik.example.com/application/saml/aws/sso/binding/post/';
const redirect = 'https://authentik.example.com/application/saml/aws/sso/binding/redirect/?a=b&c=d';

function request(urls: { ssoPostUrl?: string; ssoRedirectUrl?: string }) {
  return outgoingRequest({
    instance: { acsUrls: [scene.acs], issuer: scene.issuer },
    identityProvider: { entityId: scene.entityId, certificates: [], ...urls },
    relayState: 'relay-1',
    issuedAt: scene.now,
  });
}

describe('an AuthnRequest', () => {
  it('is posted where the identity provider has an endpoint for it, as AWS writes it', () => {
    const outgoing = request({ ssoPostUrl: post, ssoRedirectUrl: redirect });
    expect(outgoing).toMatchObject({
      binding: 'post',
      url: post,
      fields: { RelayState: 'relay-1' },
    });
    const xml = Buffer.from(outgoing.fields.SAMLRequest ?? '', 'base64').toString();
    const root = parseXml(xml);
    const attributes = Object.fromEntries(
      Array.from(root.attributes).map(({ name, value }) => [name, value]),
    );
    expect(attributes).toEqual({
      'xmlns:saml2p': 'urn:oasis:names:tc:SAML:2.0:protocol',
      AssertionConsumerServiceURL: scene.acs,
      Destination: post,
      ID: outgoing.id,
      IssueInstant: '2026-11-23T12:00:00.000Z',
      ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      Version: '2.0',
    });
    expect(root.textContent).toBe(scene.issuer);
    expect(xml).toContain('Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"');
    expect(xml).not.toContain('Signature');
  });

  it('goes into the address where the identity provider takes redirects only', () => {
    const outgoing = request({ ssoRedirectUrl: redirect });
    expect(outgoing).toMatchObject({ binding: 'redirect', fields: {} });
    const { searchParams } = new URL(outgoing.url);
    expect([...searchParams.keys()]).toEqual(['a', 'c', 'SAMLRequest', 'RelayState']);
    const deflated = Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64');
    const root = parseXml(inflateRawSync(deflated).toString());
    expect(root.getAttribute('Destination')).toBe(redirect);
    expect(root.getAttribute('ID')).toBe(outgoing.id);
  });

  it('has an ID that begins as those of AWS and is new every time', () => {
    const ids = [1, 2, 3].map(() => request({ ssoPostUrl: post }).id);
    for (const id of ids) expect(id).toMatch(/^aws_[A-Za-z0-9_-]{32}$/);
    expect(new Set(ids).size).toBe(3);
  });

  it('cannot be made for an identity provider without an endpoint', () => {
    expect(() => request({})).toThrow('no sign-in URL');
  });
});

describe('the ACS URL of a request', () => {
  const ipv4 = 'https://eu-central-1.signin.aws/platform/saml/acs/2d737f96';
  const classic = 'https://eu-central-1.signin.aws.amazon.com/platform/saml/acs/2d737f96';

  it('is the classic one where there is one, else the first', () => {
    expect(requestedAcsUrl([ipv4, classic])).toBe(classic);
    expect(requestedAcsUrl([ipv4])).toBe(ipv4);
    expect(() => requestedAcsUrl([])).toThrow('no assertion consumer service URL');
  });
});
