import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import { hide, redact, Secret } from '../../src/basics/secret.js';
import { formsOf } from '../commands/leaks.js';

const value = 'canary/Sq+7 "=%<é>&-tail';
const secret = new Secret(value);

test.each<[string, () => unknown]>([
  ['a template', () => `${secret}`],
  ['a concatenation', () => `${String(secret)}!`],
  ['JSON', () => JSON.stringify({ secret })],
  ['inspect', () => inspect({ secret })],
  ['inspect with everything', () => inspect(secret, { showHidden: true, getters: true, depth: 9 })],
  [
    'inspect without its own wish',
    () => inspect(secret, { customInspect: false, showHidden: true }),
  ],
  ['format', () => format('%s %o %O %j %d', secret, secret, secret, secret, secret)],
  ['a copy', () => inspect(structuredClone({ secret }), { customInspect: false })],
  ['a spread', () => inspect({ ...secret })],
  ['its entries', () => inspect([Object.entries(secret), Reflect.ownKeys(secret)])],
  ['an error', () => inspect(new Error('failed', { cause: { secret } }))],
])('a secret does not show in %s', (_what, text) => {
  expect(String(text())).not.toContain('canary');
});

test('only its client opens it', () => {
  expect(secret.reveal()).toBe(value);
});

test.each(formsOf(value).map((form, at) => [at, form]))('form %i is redacted: %s', (_, form) => {
  expect(redact(`before ${form} after`)).toBe('before •••••• after');
});

test.each([0, 1, 2, 3])(
  'base64 of a text with the secret behind %i bytes is redacted',
  (offset) => {
    const around = Buffer.from(`${'x'.repeat(offset)}${value}yyy`);
    for (const text of [around.toString('base64'), around.toString('base64url')]) {
      expect(redact(text)).toMatch(/^.{0,5}••••••.{0,8}$/);
    }
  },
);

test('a secret that begins like another is hidden whole', () => {
  hide('canary-short');
  hide('canary-short-and-long');
  expect(redact('canary-short-and-long canary-short')).toBe('•••••• ••••••');
});

test('what is too short to be a secret hides no ordinary word', () => {
  hide('aws');
  hide('');
  expect(redact('aws is aws')).toBe('aws is aws');
});

test('signs that mean something in a pattern are signs of the secret', () => {
  hide('a.c*d[e]f(g)|h^i$j\\k');
  expect(redact('a.c*d[e]f(g)|h^i$j\\k abcd')).toBe('•••••• abcd');
});
