import { createServer } from 'node:http';
import https from 'node:https';
import { gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHttp } from '../../src/authentik/http.js';
import { connectAuthentik } from '../../src/authentik/index.js';
import { connectAws } from '../../src/aws/index.js';
import { tryScimToken } from '../../src/aws/scim-probe.js';
import { Secret } from '../../src/basics/secret.js';
import { type Loopback, listen, type Reply, serve } from '../authentik/loopback.js';

const token = new Secret('canary-Vt5/token-on-its-way');

afterEach(() => {
  vi.unstubAllEnvs();
  delete https.globalAgent.options.ca;
});

/** A server with a certificate that this process trusts. */
async function serveSecurely(reply: (path: string) => Reply): Promise<Loopback> {
  const made = await generate([{ name: 'commonName', value: 'authentik test' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  https.globalAgent.options.ca = made.cert;
  return serve(({ path }) => reply(path), { key: made.private, cert: made.cert });
}

/** Each way in which a secret is sent, to the server at an address. */
const ways: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  'authentik is read': (url) => connectAuthentik({ url, token }),
  'authentik is written to': (url) =>
    createHttp({ url, token, timeoutMs: 5000 }).send({ method: 'POST', path: '/x/', body: {} }),
  'a SCIM token is tried': (url) => tryScimToken(`${url}/tenant/scim/v2`, token),
  'AWS is asked': async (url) => {
    const AWS = {
      ENDPOINT_URL: url,
      ACCESS_KEY_ID: 'AKIAEXAMPLE',
      SECRET_ACCESS_KEY: 'canary-key',
    };
    for (const [name, value] of Object.entries(AWS)) vi.stubEnv(`AWS_${name}`, value);
    return (await connectAws({ region: 'eu-central-1' })).instances();
  },
};

describe.each(Object.entries(ways))('when %s', (_way, send) => {
  test.each([301, 302, 303, 307, 308])('a redirect (%i) takes it nowhere else', async (status) => {
    const thief = await serve(() => ({ json: {} }));
    const { host } = new URL(thief.url);
    for (const location of [`${thief.url}/stolen`, `//${host}/stolen`]) {
      const server = await serve(() => ({ status, text: '', headers: { Location: location } }));
      await send(server.url).catch(() => undefined);
      expect(server.requests.length).toBeGreaterThan(0);
    }
    expect(thief.requests).toEqual([]);
  });

  test('a redirect from https to http does not take it there', async () => {
    const thief = await serve(() => ({ json: {} }));
    const headers = { Location: `${thief.url}/stolen` };
    const server = await serveSecurely(() => ({ status: 307, text: '', headers }));
    await send(server.url).catch(() => undefined);
    expect(thief.requests).toEqual([]);
  });

  test('a proxy of the machine does not see what is for the machine itself', async () => {
    const proxy = await serve(() => ({ json: {} }));
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
      vi.stubEnv(name, proxy.url);
    }
    const server = await serve(() => ({ status: 403, json: { detail: 'no' } }));
    await send(server.url).catch(() => undefined);
    expect(proxy.requests).toEqual([]);
    expect(server.requests.length).toBeGreaterThan(0);
  });
});

/** So little on the way, and so much once it is unpacked. */
async function bomb(megabytes: number): Promise<string> {
  const packed = gzipSync(Buffer.alloc(megabytes * 1024 * 1024, ' '));
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(packed);
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

test('an answer of authentik without an end is not read to it', async () => {
  const url = await bomb(80);
  const failed = connectAuthentik({ url, token });
  await expect(failed).rejects.toMatchObject({ why: expect.stringContaining('longer than 64 MB') });
});

test('an answer of a SCIM endpoint without an end is not read to it', async () => {
  const url = await bomb(2);
  await expect(tryScimToken(`${url}/tenant/scim/v2`, token)).rejects.toMatchObject({
    message: expect.stringContaining('did not answer'),
  });
});
