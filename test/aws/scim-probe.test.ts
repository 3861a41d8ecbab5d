import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createPlainServer, type Server } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { tryScimToken } from '../../src/aws/scim-probe.js';
import { type ExpectedError, OutsideError } from '../../src/basics/errors.js';
import { Secret } from '../../src/basics/secret.js';
import { laterRefusal } from '../saml/refusal.js';

const canary = 'canary-8WkL2/scim+token==';
const config = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
};

afterEach(() => {
  vi.unstubAllEnvs();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that gives every request this answer, and what it was asked. */
async function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    seen.push(request);
    response.writeHead(status, { 'content-type': 'application/scim+json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  onTestFinished(() => server.closeAllConnections());
  return { origin: await listen(server), seen };
}

function tryAt(origin: string, token = canary, timeoutMs = 5000): Promise<void> {
  return tryScimToken(`${origin}/tenant/scim/v2`, new Secret(token), { timeoutMs });
}

/** What the attempt ends with; nothing of it may show the token. */
async function troubleAt(origin: string, timeoutMs?: number): Promise<ExpectedError> {
  const error = await laterRefusal(() => tryAt(origin, canary, timeoutMs));
  const whole = inspect(error, { depth: 20, showHidden: true, getters: true });
  expect(whole + JSON.stringify(error)).not.toMatch(/canary|8WkL2/);
  expect(error.cause).toBeUndefined();
  expect(error.next.length).toBeGreaterThan(0);
  return error;
}

/** A server that gives these statuses in turn, then what is right. */
async function recovering(...statuses: number[]) {
  const left = [...statuses];
  let asked = 0;
  const server = createServer((_request: IncomingMessage, response: ServerResponse) => {
    asked += 1;
    const status = left.shift() ?? 200;
    response.writeHead(status, { 'content-type': 'application/scim+json' });
    response.end(JSON.stringify(status === 200 ? config : { detail: 'later' }));
  });
  onTestFinished(() => server.closeAllConnections());
  return { origin: await listen(server), asked: () => asked };
}

test.each([429, 500, 503])('trouble that passes (%i) is waited for', async (status) => {
  const { origin, asked } = await recovering(status, status);
  await expect(tryAt(origin)).resolves.toBeUndefined();
  expect(asked()).toBe(3);
});

test('a refused token is not tried again, nor one that is to wait for an hour', async () => {
  const refused = await recovering(401);
  expect((await troubleAt(refused.origin)).exit).toBe('notAuthorised');
  expect(refused.asked()).toBe(1);
  const { origin, seen } = await answering(429, { detail: 'later' }, { 'retry-after': '3600' });
  await troubleAt(origin);
  expect(seen).toHaveLength(1);
});

test('a token that is accepted is told by silence, after one request that reads', async () => {
  const { origin, seen } = await answering(200, config);
  await expect(tryAt(origin, ` ${canary}\n`)).resolves.toBeUndefined();
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({ method: 'GET', url: '/tenant/scim/v2/ServiceProviderConfig' });
  expect(seen[0]?.headers.authorization).toBe(`Bearer ${canary}`);
});

test.each(['', ' \n', 'Bearer abcdefgh', 'abc\u0000defgh', '“abcdefgh”'])(
  'the token %j is refused before it is sent',
  async (text) => {
    const { origin, seen } = await answering(200, config);
    const error = await laterRefusal(() => tryAt(origin, text));
    expect(error.message).toMatch(/access token is (?:empty|not usable)/);
    expect(seen).toEqual([]);
  },
);

describe('says what an answer means:', () => {
  const said = (detail: string) => ({ schemas: ['urn:x:Error'], detail });

  test('401 is the token or the tenant, and how to get another token', async () => {
    const { origin } = await answering(401, said('Request is missing authentication.'));
    const error = await troubleAt(origin);
    expect(error.exit).toBe('notAuthorised');
    expect(error).not.toBeInstanceOf(OutsideError);
    expect(error.why).toContain('another tenant');
    expect(error.next.join()).toContain('Generate token');
  });

  test('403 may be a limit of addresses', async () => {
    const { origin } = await answering(403, said('Access denied.'));
    const error = await troubleAt(origin);
    expect(error.exit).toBe('notAuthorised');
    expect(error.why).toContain('It says: Access denied. ');
    expect(error.why).toContain('ScimAllowSourceIps');
  });

  test.each([
    [407, said('x'), /proxy of this machine/],
    [429, said('Rate exceeded'), /too many requests/],
    [404, said('not here'), /is not the SCIM service of AWS/],
    [500, said(`It broke at ${canary}`), /answered with an error \(500\)/],
    [502, '<html>', /answered with an error \(502\)/],
    [200, '<html>', /is not the SCIM service of AWS/],
    [200, { ok: true }, /is not the SCIM service of AWS/],
    [200, { ...config, schemas: ['urn:x'] }, /is not the SCIM service of AWS/],
    [204, '', /is not the SCIM service of AWS/],
  ])('%i with %j', async (status, body, what) => {
    const { origin } = await answering(status, body);
    const error = await troubleAt(origin);
    expect(error).toBeInstanceOf(OutsideError);
    expect(error.message).toMatch(what);
  });

  test('a redirect is told, and the token does not follow it', async () => {
    const elsewhere = await answering(200, config);
    const location = `${elsewhere.origin}/login?from=x`;
    const { origin } = await answering(302, '', { location });
    const error = await troubleAt(origin);
    expect(error.message).toContain(`redirects to ${elsewhere.origin} (302)`);
    expect(elsewhere.seen).toEqual([]);
    const nowhere = await answering(302, '');
    expect((await troubleAt(nowhere.origin)).message).toContain('redirects to nowhere');
  });
});

describe('explains that no answer came:', () => {
  test('nothing listens', async () => {
    const server = createPlainServer();
    const origin = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const error = await troubleAt(origin);
    expect(error.why).toContain('Nothing accepts connections there (ECONNREFUSED).');
  });

  test('the time is up', async () => {
    const open = createPlainServer((socket) => {
      onTestFinished(() => {
        socket.destroy();
      });
    });
    expect((await troubleAt(await listen(open), 50)).why).toContain('No answer came in time');
  });

  test('the connection is cut', async () => {
    const cutting = createPlainServer((socket) => socket.destroy());
    expect((await troubleAt(await listen(cutting))).why).toContain('(ECONNRESET)');
  });

  test('what comes is no web server', async () => {
    const mail = createPlainServer((socket) => socket.end('220 mail.example.com\r\n'));
    expect((await troubleAt(await listen(mail))).message).toContain('did not answer');
  });

  test('an answer that is far too long is not read to its end', async () => {
    const { origin } = await answering(200, 'x'.repeat(1_100_000));
    expect((await troubleAt(origin)).message).toContain('did not answer');
  });
});

test('a proxy of the environment does not get a request to this machine', async () => {
  const proxy = await answering(200, config);
  for (const name of ['HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, proxy.origin);
  for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '');
  const { origin, seen } = await answering(200, config);
  await tryAt(origin);
  expect(seen).toHaveLength(1);
  expect(proxy.seen).toEqual([]);
});
