import { AxiosError, AxiosHeaders } from 'axios';
import { describe, expect, test } from 'vitest';
import { createHttp, type HttpRequest } from '../../src/authentik/http.js';
import { pauseAskedFor, pauseBefore, worthRepeating } from '../../src/authentik/retry.js';
import type { TraceLine } from '../../src/authentik/trace.js';
import { Secret } from '../../src/basics/secret.js';
import { type Reply, serve } from './loopback.js';
import { canaryToken } from './recorded-server.js';

/** Sends one request to a server that gives these replies in turn, the last one for ever. */
async function sendTo(replies: Reply[], request: HttpRequest) {
  let count = 0;
  const server = await serve(() => replies[Math.min(count++, replies.length - 1)] ?? {});
  const traced: TraceLine[] = [];
  const { send } = createHttp({
    url: server.url,
    token: new Secret(canaryToken),
    timeoutMs: 5000,
    pauseFactorMs: 0,
    trace: (line) => traced.push(line),
  });
  const answer = await send(request);
  return { answer, server, traced };
}

const read: HttpRequest = { method: 'GET', path: '/core/users/?username=alice' };
const busy: Reply = { status: 503, text: 'starting' };
const good: Reply = { json: { fine: true } };

describe('reading', () => {
  test.each([429, 502, 503, 504])('is repeated after %i', async (status) => {
    const { answer, server } = await sendTo([{ status, text: '' }, good], read);
    expect(answer.json).toEqual({ fine: true });
    expect(server.requests).toHaveLength(2);
  });

  test('is given up after three repetitions', async () => {
    const { answer, server } = await sendTo([busy], read);
    expect(answer.status).toBe(503);
    expect(server.requests).toHaveLength(4);
  });

  test.each([400, 403, 404, 405, 500])('is not repeated after %i', async (status) => {
    const { server } = await sendTo([{ status, json: {} }, good], read);
    expect(server.requests).toHaveLength(1);
  });

  test('is not repeated when the server asks for a longer pause than anyone waits', async () => {
    const later: Reply = { status: 429, text: '', headers: { 'Retry-After': '3600' } };
    const { answer, server } = await sendTo([later, good], read);
    expect(answer.status).toBe(429);
    expect(server.requests).toHaveLength(1);
  });

  test('every attempt is traced, without the token', async () => {
    const { traced } = await sendTo([busy, good], read);
    expect(traced).toEqual([
      { method: 'GET', path: read.path, status: 503, ms: expect.any(Number) },
      { method: 'GET', path: read.path, status: 200, ms: expect.any(Number) },
    ]);
    expect(JSON.stringify(traced)).not.toContain(canaryToken);
  });
});

test.each(['POST', 'PATCH'] as const)('%s is never repeated', async (method) => {
  const request: HttpRequest = { method, path: '/core/applications/', body: { name: 'AWS' } };
  const { answer, server } = await sendTo([busy, good], request);
  expect(answer.status).toBe(503);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.body).toEqual({ name: 'AWS' });
});

test('one that alters nothing is repeated, whatever its method', async () => {
  const request: HttpRequest = { method: 'POST', path: '/test/', body: {}, altersNothing: true };
  const { answer, server } = await sendTo([busy, good], request);
  expect(answer.status).toBe(200);
  expect(server.requests).toHaveLength(2);
});

describe('a request without an answer', () => {
  const failure = (method: string, code: string) =>
    new AxiosError('failed', code, { method, headers: new AxiosHeaders() });

  test.each(['ECONNRESET', 'ECONNREFUSED', 'EAI_AGAIN'])('%s: repeated if it reads', (code) => {
    expect(worthRepeating(failure('get', code))).toBe(true);
    expect(worthRepeating(failure('post', code))).toBe(false);
    expect(worthRepeating(failure('patch', code))).toBe(false);
  });

  test.each([
    'ENOTFOUND',
    'ECONNABORTED',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'EPROTO',
  ])('%s: not repeated', (code) => {
    expect(worthRepeating(failure('get', code))).toBe(false);
  });

  test('an answer that broke off in its body: repeated if it reads', () => {
    const begun = (method: string) => {
      const config = { method, headers: new AxiosHeaders() };
      const response = { status: 200, statusText: '', data: undefined, headers: {}, config };
      return new AxiosError('aborted', 'ERR_BAD_RESPONSE', config, {}, response);
    };
    expect(worthRepeating(begun('get'))).toBe(true);
    expect(worthRepeating(begun('post'))).toBe(false);
  });

  test.each([
    [undefined, 0],
    ['7', 7000],
    ['in a while', 0],
    ['Wed, 01 Jan 2020 00:00:00 GMT', 0],
  ])('Retry-After %s asks for %i ms', (header, pause) => {
    expect(pauseAskedFor(header)).toBe(pause);
  });

  test('pauses grow, and Retry-After is honoured', () => {
    const silent = failure('get', 'ECONNRESET');
    expect(pauseBefore(1, silent)).toBeGreaterThanOrEqual(200);
    expect(pauseBefore(3, silent)).toBeGreaterThanOrEqual(800);
    const config = { headers: new AxiosHeaders() };
    const headers = { 'retry-after': '7' };
    const response = { status: 503, statusText: '', data: '', headers, config };
    const throttled = new AxiosError('failed', 'ERR_BAD_RESPONSE', config, {}, response);
    expect(pauseBefore(1, throttled)).toBeGreaterThanOrEqual(7000);
  });
});

describe('asked to stop', () => {
  const stopped = new Error('stopped');

  /** A transport that is told to stop when a server has got the request, and what came of it. */
  async function stopDuring(request: HttpRequest, reply: Reply) {
    const stopping = new AbortController();
    const server = await serve(() => {
      stopping.abort(stopped);
      return reply;
    });
    const token = new Secret(canaryToken);
    const { send } = createHttp({ url: server.url, token, timeoutMs: 5000, stop: stopping.signal });
    return { sent: await send(request).catch((error: unknown) => error), send, server };
  }

  test('it cuts a reading request short, the pause before its repetition included', async () => {
    const { sent, server } = await stopDuring(read, {
      ...busy,
      headers: { 'Retry-After': '30' },
    });
    expect(sent).toBe(stopped);
    expect(server.requests).toHaveLength(1);
  });

  test('it lets a writing one finish, and begins no other', async () => {
    const write: HttpRequest = { method: 'POST', path: '/core/applications/', body: {} };
    const { sent, send, server } = await stopDuring(write, good);
    expect(sent).toMatchObject({ json: { fine: true } });
    await expect(send(write)).rejects.toBe(stopped);
    await expect(send(read)).rejects.toBe(stopped);
    expect(server.requests).toHaveLength(1);
  });
});
