import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { one, type Server, server } from './calls.js';

const path = '/crypto/certificatekeypairs/';

async function pemOf(on: Server, pk: unknown, part = 'certificate'): Promise<string> {
  return String(one(await on.call('GET', `${path}${pk}/view_${part}/`)).data);
}

describe('a generated certificate', () => {
  const now = () => new Date('2026-11-23T12:00:00Z');
  const request = {
    common_name: 'AWS, signing',
    subject_alt_name: 'idp.example.com,sso.example.com',
    validity_days: 1095,
  };

  it('is a real one, and its facts are true', async () => {
    const on = await server('2026.2.2', { now });
    const made = one(await on.call('POST', `${path}generate/`, request));
    const certificate = new X509Certificate(await pemOf(on, made.pk));
    expect(made.fingerprint_sha256).toBe(certificate.fingerprint256.toLowerCase());
    expect(made.fingerprint_sha1).toBe(certificate.fingerprint.toLowerCase());
    expect(made.cert_expiry).toBe('2029-11-22T12:00:00Z');
    expect(made.name).toBe('AWS, signing');
    expect(certificate.subject).toContain('CN=AWS\\, signing');
    expect(certificate.subjectAltName).toBe('DNS:idp.example.com, DNS:sso.example.com');
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    const key = createPrivateKey(await pemOf(on, made.pk, 'private_key'));
    expect(certificate.checkPrivateKey(key)).toBe(true);
  });

  it('can hold an elliptic curve key', async () => {
    const on = await server('2026.2.2', { now });
    const made = one(await on.call('POST', `${path}generate/`, { ...request, alg: 'ecdsa' }));
    expect(made.key_type).toBe('ec');
  });

  it('cannot hold what the release does not make', async () => {
    const on = await server('2025.12.0', { now });
    expect(await on.call('POST', `${path}generate/`, { ...request, alg: 'ed25519' })).toEqual({
      status: 400,
      body: { alg: ['"ed25519" is not a valid choice.'] },
    });
  });
});

describe('a certificate that is brought along', () => {
  it('is read, with or without its key', async () => {
    const on = await server('2026.2.2');
    const made = one(
      await on.call('POST', `${path}generate/`, { common_name: 'one', validity_days: 1 }),
    );
    const certificate_data = await pemOf(on, made.pk);
    const bare = one(await on.call('POST', path, { name: 'two', certificate_data }));
    expect(bare).toMatchObject({
      fingerprint_sha256: made.fingerprint_sha256,
      private_key_available: false,
      private_key_download_url: null,
    });
    const key_data = await pemOf(on, made.pk, 'private_key');
    const whole = one(await on.call('POST', path, { name: 'three', certificate_data, key_data }));
    expect(whole.private_key_available).toBe(true);
    expect(whole).not.toHaveProperty('key_data');
  });

  it('is refused when it is none', async () => {
    const on = await server('2026.2.2');
    const body = { name: 'one', certificate_data: 'no PEM', key_data: 'no PEM' };
    expect(await on.call('POST', path, body)).toEqual({
      status: 400,
      body: {
        certificate_data: ['Unable to load certificate.'],
        key_data: ['Unable to load private key (possibly encrypted?).'],
      },
    });
  });
});
