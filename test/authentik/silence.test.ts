import { createServer } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Asked } from '../../src/authentik/asked.js';
import { explainSilence } from '../../src/authentik/explain-silence.js';
import { createHttp, NoAnswer } from '../../src/authentik/http.js';
import { connectAuthentik } from '../../src/authentik/index.js';
import { Secret } from '../../src/basics/secret.js';
import { failureOf, wordsOf } from './failure.js';
import { listen, serve } from './loopback.js';
import { canaryToken, connectTo, recorded } from './recorded-server.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

const asked: Asked = {
  url: 'https://idp.example.com',
  operation: 'look up users',
  method: 'GET',
  path: '/core/users/',
  release: undefined,
};

describe('no answer', () => {
  test('nothing listens', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const error = await failureOf(connectTo({ url: `http://127.0.0.1:${port}` }));
    expect(error.status).toBeUndefined();
    expect(error.why).toContain('ECONNREFUSED');
    expect(error.message).toContain(`127.0.0.1:${port}`);
  });

  test('the connection is cut', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    const error = await failureOf(connectTo({ url: `http://127.0.0.1:${port}` }));
    expect(error.why).toContain('ECONNRESET');
  });

  test('the time is up', async () => {
    const port = await listen(createServer((socket) => socket.unref()));
    const url = `http://127.0.0.1:${port}`;
    const token = new Secret(canaryToken);
    const error = await failureOf(connectAuthentik({ url, token, timeoutMs: 50 }));
    expect(error.why).toBe('No answer came within 0.05 s.');
  });

  test('what comes is no web server', async () => {
    const port = await listen(createServer((socket) => socket.end('220 mail.example.com\r\n')));
    const error = await failureOf(connectTo({ url: `http://127.0.0.1:${port}` }));
    expect(wordsOf(error)).toContain('not an answer of a web server');
  });

  test('https to a port that speaks http', async () => {
    const server = await serve(() => ({ json: {} }));
    const error = await failureOf(connectTo({ url: server.url.replace('http:', 'https:') }));
    expect(wordsOf(error)).toContain('speaks http');
    expect(wordsOf(error)).toContain(server.url);
  });

  test('http to a port that speaks https, which a front server may say in words', async () => {
    const text = 'Client sent an HTTP request to an HTTPS server.\n';
    const server = await serve(() => ({ status: 400, text }));
    const error = await failureOf(connectTo(server));
    expect(wordsOf(error)).toContain(server.url.replace('http:', 'https:'));
  });

  test.each([
    ['ENOTFOUND', 'name idp.example.com is not known'],
    ['EAI_AGAIN', 'cannot be looked up'],
    ['ETIMEDOUT', 'firewall'],
    ['ECONNRESET', 'was cut'],
    ['HPE_INVALID_CONSTANT', 'not an answer of a web server'],
    ['EWHATEVER', 'Something else (EWHATEVER)'],
  ])('%s is explained', (code, words) => {
    const error = explainSilence(asked, new NoAnswer(code, 'Something else'));
    expect(wordsOf(error)).toContain(words);
    expect(error.next.length).toBeGreaterThan(0);
  });

  test('a write may have been done nevertheless', () => {
    const error = explainSilence({ ...asked, method: 'POST' }, new NoAnswer('ECONNRESET', ''));
    expect(wordsOf(error)).toContain('It may have been done nevertheless');
  });

  test('a proxy of the environment is named, its value is not', () => {
    vi.stubEnv('HTTPS_PROXY', 'http://alice:hunter2hunter2@proxy.example.com:3128');
    const error = explainSilence(asked, new NoAnswer('ECONNREFUSED', ''));
    expect(wordsOf(error)).toContain('HTTPS_PROXY is set');
    expect(wordsOf(error)).not.toContain('hunter2');
  });
});

test('requests go through the proxy of the environment', async () => {
  const proxy = await serve(({ path }) =>
    recorded('2025.4.4', path.endsWith('/admin/version/') ? 'version' : 'who am I'),
  );
  vi.stubEnv('HTTP_PROXY', proxy.url);
  vi.stubEnv('http_proxy', proxy.url);
  vi.stubEnv('NO_PROXY', '');
  vi.stubEnv('no_proxy', '');
  const http = createHttp({
    url: 'http://idp.example.com',
    token: new Secret(canaryToken),
    timeoutMs: 5000,
  });
  const answer = await http.send({ method: 'GET', path: '/admin/version/' });
  expect(answer.status).toBe(200);
  expect(proxy.requests[0]?.headers.host).toBe('idp.example.com');
});
