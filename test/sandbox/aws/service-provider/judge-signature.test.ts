import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../../src/sandbox/aws/service-provider/judge.js';
import {
  assertionXml,
  hearingOf,
  newSigningKey,
  responseXml,
  type SigningKey,
  signed,
} from './forge.js';

const xmldsig = 'http://www.w3.org/2000/09/xmldsig#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const xmlenc = 'http://www.w3.org/2001/04/xmlenc#';

let key: SigningKey;
let otherKey: SigningKey;

beforeAll(async () => {
  key = await newSigningKey();
  otherKey = await newSigningKey();
});

function plain(): string {
  return responseXml(assertionXml());
}

describe('what must be signed', () => {
  it('accepts the assertion signed, the response signed, and both', () => {
    const assertion = signed(plain(), '_assertion', key);
    expect(judge(hearingOf(assertion, key)).accepted).toBe(true);
    expect(judge(hearingOf(signed(plain(), '_response', key), key)).accepted).toBe(true);
    expect(judge(hearingOf(signed(assertion, '_response', key), key)).accepted).toBe(true);
  });

  it('refuses a response without a signature', () => {
    expect(judge(hearingOf(plain(), key))).toMatchObject({
      subject: 'signature',
      reason: 'neither the assertion nor the response is signed',
    });
  });

  it('refuses a good assertion in a response with a bad signature', () => {
    const both = signed(signed(plain(), '_assertion', key), '_response', otherKey);
    expect(judge(hearingOf(both, key))).toMatchObject({
      reason: expect.stringContaining('the Response is not signed with a certificate'),
    });
  });

  it('refuses two signatures of one element', () => {
    const once = signed(plain(), '_assertion', key);
    const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(once)?.[0] ?? '';
    const twice = once.replace(signature, signature + signature);
    expect(judge(hearingOf(twice, key))).toMatchObject({
      reason: 'the Assertion has more than one signature',
    });
  });
});

describe('whose key', () => {
  it('refuses another key, even with the trusted certificate beside it', () => {
    const impostor = { privateKey: otherKey.privateKey, certificate: key.certificate };
    for (const signer of [otherKey, impostor]) {
      expect(judge(hearingOf(signed(plain(), '_assertion', signer), key))).toMatchObject({
        subject: 'signature',
        reason: expect.stringContaining('not signed with a certificate'),
      });
    }
  });

  it('refuses everything while no trusted certificate has an RSA key', async () => {
    const elliptic = await newSigningKey('ec');
    const hearing = hearingOf(signed(plain(), '_assertion', key), key);
    for (const certificates of [[elliptic.certificate], ['no certificate'], []]) {
      const verdict = judge({ ...hearing, trust: { ...hearing.trust, certificates } });
      expect(verdict).toMatchObject({ reason: 'no trusted certificate has an RSA key' });
    }
  });

  it('takes a certificate as base64 of its DER', () => {
    const hearing = hearingOf(signed(plain(), '_assertion', key), key);
    const certificates = [key.certificate.replace(/-----[A-Z ]+-----/g, '')];
    expect(judge({ ...hearing, trust: { ...hearing.trust, certificates } }).accepted).toBe(true);
  });
});

describe('which algorithms', () => {
  it('accepts SHA-512', () => {
    const algorithms = { signature: `${more}rsa-sha512`, digest: `${xmlenc}sha512` };
    const xml = signed(plain(), '_assertion', key, algorithms);
    expect(judge(hearingOf(xml, key)).accepted).toBe(true);
  });

  it.each([
    ['an RSA-SHA1 signature', { signature: `${xmldsig}rsa-sha1` }],
    ['a SHA-1 digest', { digest: `${xmldsig}sha1` }],
  ])('refuses %s and names it', (_, algorithms) => {
    const xml = signed(plain(), '_assertion', key, algorithms);
    const verdict = judge(hearingOf(xml, key));
    expect(verdict).toMatchObject({ subject: 'signature', known: false });
    if (!verdict.accepted)
      expect(verdict.reason).toMatch(/is signed with .*sha1; only RSA with SHA-256/);
  });

  it('refuses a canonical form that keeps comments', () => {
    const xml = signed(plain(), '_assertion', key).replaceAll(
      'http://www.w3.org/2001/10/xml-exc-c14n#"',
      'http://www.w3.org/2001/10/xml-exc-c14n#WithComments"',
    );
    expect(judge(hearingOf(xml, key))).toMatchObject({ accepted: false, subject: 'signature' });
  });
});
