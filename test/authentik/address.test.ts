import { describe, expect, test } from 'vitest';
import { normaliseAddress } from '../../src/authentik/address.js';
import { connectAuthentik } from '../../src/authentik/index.js';
import { ExpectedError } from '../../src/basics/errors.js';
import { Secret } from '../../src/basics/secret.js';
import { failureOf, wordsOf } from './failure.js';
import { type Reply, serve } from './loopback.js';
import { connectTo, recorded } from './recorded-server.js';

describe('an address', () => {
  test.each([
    ['https://idp.example.com', 'https://idp.example.com'],
    ['https://idp.example.com//', 'https://idp.example.com'],
    [' https://IDP.example.com:443/ ', 'https://idp.example.com'],
    ['https://idp.example.com/auth/', 'https://idp.example.com/auth'],
    ['https://idp.example.com/if/admin/#/core/applications', 'https://idp.example.com'],
    ['https://idp.example.com/auth/api/v3/?x=1', 'https://idp.example.com/auth'],
    ['http://localhost:9000', 'http://localhost:9000'],
    ['http://127.1.2.3:9000/', 'http://127.1.2.3:9000'],
    ['http://[::1]:9000/', 'http://[::1]:9000'],
  ])('%s is %s', (given, plain) => {
    expect(normaliseAddress(given, false)).toBe(plain);
  });

  test.each([
    ['idp.example.com', 'Perhaps https://idp.example.com'],
    ['localhost:9000', 'Perhaps https://localhost:9000'],
    ['ftp://idp.example.com', 'Perhaps https://idp.example.com'],
    ['my server', 'For example https://authentik.example.com'],
    ['https://alice:hunter2hunter2@idp.example.com', 'https://idp.example.com'],
    ['http://idp.example.com/auth', 'Use https://idp.example.com/auth'],
    ['http://127.0.0.1.example.com', 'Use https://127.0.0.1.example.com'],
  ])('%s is refused with a proposal', (given, proposal) => {
    const attempt = () => normaliseAddress(given, false);
    expect(attempt).toThrow(ExpectedError);
    const error = caught(attempt);
    expect(error.exit).toBe('usage');
    expect(error.next.join()).toContain(proposal);
    expect([error.message, error.why, ...error.next].join()).not.toContain('hunter2');
  });

  test('plain http to another machine is possible when it is asked for', () => {
    expect(normaliseAddress('http://idp.example.com', true)).toBe('http://idp.example.com');
  });
});

function caught(attempt: () => unknown): ExpectedError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof ExpectedError) return error;
  }
  throw new Error('no ExpectedError');
}

describe('something else than the API answers', () => {
  const page: Reply = { text: '<html><head><title>\n Sign in | Proxy</title></head></html>' };

  test('a login page with 200', async () => {
    const error = await failureOf(connectTo(await serve(() => page)));
    expect(error.status).toBe(200);
    expect(error.why).toContain('"Sign in | Proxy"');
  });

  test('a page in the middle of the work', async () => {
    const replies = recordedThen(page);
    const authentik = await connectTo(await serve(replies));
    const error = await failureOf(authentik.groups.named('aws-users'));
    expect(error.message).toContain('answered with a page');
  });

  test('JSON of another program', async () => {
    const error = await failureOf(connectTo(await serve(() => ({ json: { ok: true } }))));
    expect(error.why).toContain('version_current');
  });

  test('a release that is not one', async () => {
    const server = await serve(() => ({ json: { version_current: 'edge', user: {} } }));
    expect((await failureOf(connectTo(server))).message).toContain('"edge"');
  });

  test('404 at a bare address: perhaps authentik is below a path', async () => {
    const missing = recorded('2025.4.4', 'a path that does not exist');
    const server = await serve(() => missing);
    const error = await failureOf(connectTo(server));
    expect(error.message).toBe(`There is no authentik API at ${server.url}`);
    expect(wordsOf(error)).toContain(`${server.url}/authentik`);
  });

  test('404 below a path: try without it', async () => {
    const server = await serve(() => recorded('2025.4.4', 'a path that does not exist'));
    const error = await failureOf(connectTo({ url: `${server.url}/auth` }));
    expect(wordsOf(error)).toContain(`Try ${server.url},`);
  });

  test.each([401, 403])('a proxy that wants its own sign-in (%i)', async (status) => {
    const error = await failureOf(connectTo(await serve(() => ({ ...page, status }))));
    expect(error).toMatchObject({ status, exit: 'notAuthorised' });
    expect(error.message).toContain('Something in front of');
  });

  test('a release that is too old', async () => {
    const server = await serve(({ path }) =>
      path === '/admin/version/'
        ? { json: { version_current: '2023.4.3' } }
        : recorded('2023.10.7', 'who am I'),
    );
    const failed = connectTo(server);
    await expect(failed).rejects.toThrow('authentik 2023.4.3 is too old for this program');
  });

  test('a release newer than any known one goes on', async () => {
    const server = await serve(({ path }) =>
      path === '/admin/version/'
        ? { json: { version_current: '2031.1.0-rc2' } }
        : recorded('2026.2.2', 'who am I'),
    );
    expect((await connectTo(server)).release.text).toBe('2031.1.0-rc2');
  });
});

test('a server below a path is asked there', async () => {
  const server = await serve(({ path }) =>
    recorded('2025.4.4', path.endsWith('/admin/version/') ? 'version' : 'who am I'),
  );
  const url = `${server.url}/auth/`;
  const authentik = await connectAuthentik({ url, token: new Secret('some-token') });
  expect(authentik.url).toBe(`${server.url}/auth`);
  expect(server.requests.map(({ path }) => path).sort()).toEqual([
    '/auth/api/v3/admin/version/',
    '/auth/api/v3/core/users/me/',
  ]);
});

/** The first two requests succeed, everything after gets the reply. */
function recordedThen(reply: Reply) {
  return ({ path }: { path: string }): Reply => {
    if (path === '/admin/version/') return recorded('2025.4.4', 'version');
    if (path === '/core/users/me/') return recorded('2025.4.4', 'who am I');
    return reply;
  };
}
