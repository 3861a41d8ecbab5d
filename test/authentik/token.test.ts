import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { AuthentikError, connectAuthentik } from '../../src/authentik/index.js';
import { usableToken } from '../../src/authentik/token.js';
import { ExpectedError } from '../../src/basics/errors.js';
import { Secret } from '../../src/basics/secret.js';
import { failureOf, wordsOf } from './failure.js';
import { serve } from './loopback.js';
import { canaryToken, connectRecorded, connectTo, recorded } from './recorded-server.js';

test('blanks and line ends around a token are dropped', async () => {
  const server = await serve(({ path }) =>
    recorded('2025.4.4', path === '/admin/version/' ? 'version' : 'who am I'),
  );
  await connectAuthentik({ url: server.url, token: new Secret(` ${canaryToken}\r\n`) });
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${canaryToken}`);
});

test.each(['', ' \n', 'Bearer abcdefgh', '“abcdefgh”', 'abc\u0000defgh'])(
  'the token %j is refused before it is sent',
  (text) => {
    const attempt = () => usableToken(new Secret(text));
    expect(attempt).toThrow(ExpectedError);
    expect(attempt).not.toThrow(/abc/);
  },
);

test('a token that a server sends back is not in any text of the error', async () => {
  const echo = `<title>${canaryToken}</title>`;
  const page = await failureOf(connectTo(await serve(() => ({ text: echo }))));
  expect(wordsOf(page)).toContain('••••••');
  const json = { detail: [`bad token ${canaryToken}`] };
  const { authentik } = await connectRecorded('2025.4.4', {
    'POST /core/applications/': { status: 400, json },
  });
  const creation = authentik.applications.create({ name: 'AWS', slug: 'aws' });
  expect(wordsOf(await failureOf(creation))).toContain('bad token ••••••');
});

test('neither the client nor an error gives the token to an inspector', async () => {
  const { authentik } = await connectRecorded('2025.4.4', {
    'POST /core/applications/': { status: 500, text: 'no' },
  });
  const error = await authentik.applications
    .create({ name: 'AWS', slug: 'aws' })
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AuthentikError);
  const seen = inspect({ authentik, error }, { depth: 20, showHidden: true, getters: true });
  expect(seen).not.toContain(canaryToken);
});
