import { describe, expect, test } from 'vitest';
import { parseAuthentikUrl, refusePlainHttp } from '../../../src/settings/values/authentik-url.js';
import { parseToken } from '../../../src/settings/values/token.js';
import { troubleOf, wordsOf } from '../trouble.js';

describe('the address of authentik', () => {
  test.each([
    ['https://auth.example.com', 'https://auth.example.com'],
    [' HTTPS://Auth.Example.com:443/ ', 'https://auth.example.com'],
    ['http://127.0.0.1:9000/', 'http://127.0.0.1:9000'],
    ['https://example.com/authentik/', 'https://example.com/authentik'],
    ['https://auth.example.com/if/admin/#/core/tokens', 'https://auth.example.com'],
    ['https://auth.example.com/if/user/', 'https://auth.example.com'],
    ['https://example.com/authentik/if/flow/login/?next=/', 'https://example.com/authentik'],
    ['https://example.com/authentik/api/v3/core/users/', 'https://example.com/authentik'],
    ['https://auth.example.com/api/v3', 'https://auth.example.com'],
    ['https://auth.example.com/?a=1#b', 'https://auth.example.com'],
    ['https://example.com/wife/iffy', 'https://example.com/wife/iffy'],
  ])('%s is %s', (text, address) => {
    expect(parseAuthentikUrl(text)).toBe(address);
  });

  test.each([
    ['auth.example.com', 'starts with https://'],
    ['ftp://auth.example.com', 'starts with https://'],
    ['https://', 'not a web address'],
    ['https://auth example.com', 'not a web address'],
    ['https://alice:canary@auth.example.com', 'a user name or a password'],
    ['', 'starts with https://'],
  ])('is not %j', (text, reason) => {
    const words = wordsOf(troubleOf(() => parseAuthentikUrl(text)));
    expect(words).toContain(reason);
    expect(words).not.toContain('canary');
  });

  test.each([
    'https://auth.example.com',
    'http://localhost:9000',
    'http://auth.localhost',
    'http://127.0.0.2',
    'http://[::1]:9000',
  ])('%s takes the token without being allowed to', (address) => {
    expect(() => refusePlainHttp(address, false)).not.toThrow();
  });

  test.each(['http://auth.example.com', 'http://10.0.0.1', 'http://127.0.0.1.example.com'])(
    '%s takes the token only when allowed to',
    (address) => {
      expect(() => refusePlainHttp(address, true)).not.toThrow();
      expect(troubleOf(() => refusePlainHttp(address, false)).next[0]).toContain(
        '--allow-plain-http',
      );
    },
  );
});

describe('the API token', () => {
  test.each(['abcDEF123', 'Bearer abcDEF123', '\tbearer  abcDEF123\r\n'])(
    'is within %j',
    (text) => {
      expect(parseToken('API token')(text).reveal()).toBe('abcDEF123');
    },
  );

  test.each(['', 'Bearer ', 'abc def', 'abc\ndef', 'kläng', 'abc\u0000'])('is not %j', (text) => {
    expect(troubleOf(() => parseToken('API token')(text)).exit).toBe('usage');
  });
});
