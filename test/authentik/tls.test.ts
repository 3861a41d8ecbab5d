import https from 'node:https';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, test } from 'vitest';
import { failureOf, wordsOf } from './failure.js';
import { serve, type Tls } from './loopback.js';
import { connectTo, recorded } from './recorded-server.js';

const good = (path: string) =>
  recorded('2025.4.4', path === '/admin/version/' ? 'version' : 'who am I');

afterEach(() => {
  delete https.globalAgent.options.ca;
});

/** What NODE_EXTRA_CA_CERTS does at the start of a process, for the time of a test. */
function trust(certificate: string): void {
  https.globalAgent.options.ca = certificate;
}

const day = 24 * 60 * 60 * 1000;

interface Wanted {
  ip?: string;
  expired?: boolean;
  issuer?: Tls;
}

async function certificate({ ip = '127.0.0.1', expired = false, issuer }: Wanted): Promise<Tls> {
  const made = await generate([{ name: 'commonName', value: 'authentik test' }], {
    notBeforeDate: new Date(Date.now() - 10 * day),
    notAfterDate: new Date(Date.now() + (expired ? -day : day)),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip }] }],
    ...(issuer ? { ca: issuer } : {}),
  });
  return { key: made.private, cert: made.cert };
}

async function authority(): Promise<Tls> {
  const made = await generate([{ name: 'commonName', value: 'Test authority' }], {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true },
    ],
  });
  return { key: made.private, cert: made.cert };
}

describe('a certificate', () => {
  test('that is self-signed: what to set', async () => {
    const server = await serve(({ path }) => good(path), await certificate({}));
    const error = await failureOf(connectTo(server));
    expect(error.why).toContain('self-signed');
    expect(wordsOf(error)).toContain('NODE_EXTRA_CA_CERTS=');
    expect(server.requests).toEqual([]);
  });

  test('of an unknown authority: what to set', async () => {
    const issued = await certificate({ issuer: await authority() });
    const error = await failureOf(connectTo(await serve(({ path }) => good(path), issued)));
    expect(error.why).toContain('authority');
    expect(wordsOf(error)).toContain('NODE_EXTRA_CA_CERTS=');
  });

  test('of an authority that was made known', async () => {
    const issuer = await authority();
    const server = await serve(({ path }) => good(path), await certificate({ issuer }));
    trust(issuer.cert);
    expect((await connectTo(server)).release.text).toBe('2025.4.4');
  });

  test('that has expired', async () => {
    const issuer = await authority();
    const expired = await certificate({ issuer, expired: true });
    trust(issuer.cert);
    const error = await failureOf(connectTo(await serve(({ path }) => good(path), expired)));
    expect(error.why).toContain('CERT_HAS_EXPIRED');
  });

  test('for another name', async () => {
    const issuer = await authority();
    const other = await certificate({ issuer, ip: '127.0.0.99' });
    trust(issuer.cert);
    const error = await failureOf(connectTo(await serve(({ path }) => good(path), other)));
    expect(error.why).toContain('not for 127.0.0.1');
    expect(wordsOf(error)).not.toContain('NODE_EXTRA_CA_CERTS');
  });
});

test('http to a port that speaks https', async () => {
  const server = await serve(({ path }) => good(path), await certificate({}));
  const error = await failureOf(connectTo({ url: server.url.replace('https:', 'http:') }));
  expect(wordsOf(error)).toContain(server.url);
});
