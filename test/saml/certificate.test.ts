import { generateKeyPairSync } from 'node:crypto';
import { generate } from 'selfsigned';
import { describe, expect, test } from 'vitest';
import { readCertificate } from '../../src/saml/certificate.js';
import { readIdentityProviderMetadata } from '../../src/saml/identity-provider-metadata.js';
import { recordedSaml, releases } from './recordings.js';
import { refusal } from './refusal.js';

test.each(releases)(
  'the certificate of authentik %s reads the same from PEM and metadata',
  (release) => {
    const { signingCertificate, identityProviderMetadata } = recordedSaml(release);
    const fromPem = readCertificate(signingCertificate);
    const [bare] = readIdentityProviderMetadata(identityProviderMetadata).certificates;
    expect(readCertificate(bare ?? '')).toEqual(fromPem);
    expect(fromPem).toMatchObject({
      keyType: 'rsa',
      keyBits: 4096,
      subject: 'CN=aws-signing, O=authentik, OU=Self-signed',
    });
    expect(fromPem.fingerprintSha256).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(fromPem.validFrom.toISOString()).toMatch(/^2026-11-22T19:3\d:\d\d/);
    expect(fromPem.validTo.toISOString()).toMatch(/^2036-11-20T19:3\d:\d\d/);
    expect(fromPem.pem.trim()).toBe(signingCertificate.trim());
  },
);

test('an elliptic-curve certificate is recognised', async () => {
  const { cert } = await generate([{ name: 'commonName', value: 'curve' }], {
    keyType: 'ec',
    curve: 'P-384',
  });
  expect(readCertificate(cert)).toMatchObject({ keyType: 'ec', keyBits: 384, subject: 'CN=curve' });
});

test('text around a certificate and further ones are left alone', () => {
  const first = recordedSaml('2025.4.4').signingCertificate;
  const second = recordedSaml('2026.2.2').signingCertificate;
  const chain = `subject=CN = x\r\n${first.replaceAll('\n', '\r\n')}\n${second}`;
  expect(readCertificate(chain)).toEqual(readCertificate(first));
});

describe('refuses', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  test.each([
    ['a private key', key, /private key/],
    [
      'a certificate with its key',
      recordedSaml('2025.4.4').signingCertificate + key,
      /private key/,
    ],
    ['nothing', '', /neither PEM nor base64/],
    ['a text', 'not a certificate', /not/],
    ['other bytes', Buffer.from('something else').toString('base64'), /not those of an X.509/],
    [
      'a cut-off certificate',
      recordedSaml('2025.4.4').signingCertificate.slice(0, 400),
      /neither|not those/,
    ],
  ])('%s', (_name, text, why) => {
    const error = refusal(() => readCertificate(text));
    expect(error.why).toMatch(why);
    expect(`${error.message}${error.why}${error.next}`).not.toContain(key.split('\n')[1]);
  });
});
