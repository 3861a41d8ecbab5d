import { describe, expect, test } from 'vitest';
import { loopbackOrigin } from '../../src/aws/loopback.js';
import { readScimEndpoint } from '../../src/aws/scim-endpoint.js';
import { refusal } from '../saml/refusal.js';
import { instance } from './known-values.js';

const loopback = 'http://127.0.0.1:4566';
const pretended = `${loopback}/abc/scim/v2`;

test.each([
  ['http://127.0.0.1:4566/some/path?x', 'http://127.0.0.1:4566'],
  ['http://127.1.2.3', 'http://127.1.2.3'],
  ['http://localhost:80/', 'http://localhost'],
  ['https://[::1]:4566', 'https://[::1]:4566'],
  ['http://127.0.0.1.example.com', undefined],
  ['http://localhost.example.com', undefined],
  ['http://192.168.1.1:4566', undefined],
  ['ftp://127.0.0.1', undefined],
  ['not an address', undefined],
  ['', undefined],
  [undefined, undefined],
])('the origin on this machine of %s is %s', (address, origin) => {
  expect(loopbackOrigin(address)).toBe(origin);
});

describe('the endpoint of a pretended AWS', () => {
  test.each([pretended, `${pretended}/`, ` ${pretended} `])('%j is taken', (text) => {
    expect(readScimEndpoint(text, { instance, loopback })).toEqual({
      url: pretended,
      tenant: 'abc',
      family: 'loopback',
    });
  });

  test.each([
    ['another port', 'http://127.0.0.1:4567/abc/scim/v2', loopback],
    ['another name of this machine', 'http://localhost:4566/abc/scim/v2', loopback],
    ['a user name', 'http://aws@127.0.0.1:4566/abc/scim/v2', loopback],
    ['a query', `${pretended}?x=1`, loopback],
    ['another path', `${loopback}/abc`, loopback],
    ['no AWS_ENDPOINT_URL', pretended, undefined],
    [
      'one that is not on this machine',
      'http://aws.example.com/abc/scim/v2',
      'http://aws.example.com',
    ],
    ['one that is no address', pretended, 'nowhere'],
  ])('is refused with %s', (_why, text, origin) => {
    const error = refusal(() => readScimEndpoint(text, { instance, loopback: origin }));
    expect(error.message).toBe('This is not a SCIM endpoint');
  });

  test('the real one is still taken beside it', () => {
    const real = 'https://scim.eu-central-1.amazonaws.com/abc/scim/v2';
    expect(readScimEndpoint(real, { instance, loopback }).family).toBe('ipv4');
  });
});

describe('by force', () => {
  test.each([
    'https://scim.eusc-de-east-1.amazonaws.eu/abc/scim/v2',
    'https://gateway.example.com:8443/aws/abc/scim/v2',
    'https://scim.us-east-1.amazonaws.com/abc/scim/v2',
    'http://127.0.0.1:4567/abc/scim/v2',
  ])('%s is taken', (url) => {
    const taken = readScimEndpoint(`${url}/`, { instance, force: true });
    expect(taken).toEqual({ url, tenant: 'abc', family: 'other' });
  });

  test.each([
    ['http://gateway.example.com/abc/scim/v2', /begins with http:/],
    ['ftp://127.0.0.1/abc/scim/v2', /begins with ftp:/],
    ['https://alice:hunter2@example.com/abc/scim/v2', /user name or password/],
    ['https://example.com/abc', /does not end in/],
    ['https://example.com/abc/scim/v2?x', /does not end in/],
    ['canary-token-3kQ9', /not an address/],
  ])('%s is not', (text, why) => {
    const error = refusal(() => readScimEndpoint(text, { force: true }));
    expect(error.why).toMatch(why);
    expect(JSON.stringify([error.message, error.why, error.next])).not.toMatch(/hunter2|canary/);
  });
});
