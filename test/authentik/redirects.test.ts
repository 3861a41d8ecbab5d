import { expect, test } from 'vitest';
import { failureOf, wordsOf } from './failure.js';
import { serve } from './loopback.js';
import { canaryToken, connectTo } from './recorded-server.js';

const redirect = (location: string) => ({ status: 302, text: '', headers: { Location: location } });

test('another host never gets a request, so never the token', async () => {
  const thief = await serve(() => ({ json: {} }));
  const server = await serve(({ path }) => redirect(`${thief.url}/api/v3${path}`));
  const error = await failureOf(connectTo(server));
  expect(thief.requests).toEqual([]);
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${canaryToken}`);
  expect(wordsOf(error)).toContain(`Use ${thief.url} as the address`);
});

test('http that wants https is told with the address to use', async () => {
  const server = await serve(({ path }) => redirect(`https://idp.example.com/api/v3${path}`));
  const error = await failureOf(connectTo(server));
  expect(error.status).toBe(302);
  expect(wordsOf(error)).toContain('Use https://idp.example.com as the address');
});

test('a move below a path is told with the path', async () => {
  const server = await serve(({ path }) => redirect(`/auth/api/v3${path}`));
  const error = await failureOf(connectTo(server));
  expect(wordsOf(error)).toContain(`Use ${server.url}/auth as the address`);
});

test('a login page is told as such, without its query', async () => {
  const server = await serve(() => redirect('https://login.example.com/start?state=s3cr3t'));
  const error = await failureOf(connectTo(server));
  expect(wordsOf(error)).toContain('login page');
  expect(error.message).toContain('https://login.example.com/start');
  expect(wordsOf(error)).not.toContain('s3cr3t');
});

test('a redirect to nowhere', async () => {
  const server = await serve(() => ({ status: 301, text: '' }));
  expect((await failureOf(connectTo(server))).message).toContain('redirects to nowhere');
});
