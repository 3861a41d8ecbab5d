import { expect, test } from 'vitest';
import { isEmailAddress, nameIdTrouble } from '../../src/saml/name-id.js';

const good = [
  'alice@example.com',
  'alice.b+aws@sub.example.com',
  "o'brien@example.com",
  'a_b-c@example.co.uk',
  'ALICE@Example.COM',
  '1@1.example',
  'root@localhost',
];

const bad: [text: string, why: RegExp][] = [
  ['', /empty/],
  ['   ', /empty/],
  ['alice', /no @/],
  ['akadmin', /no @/],
  ['Administrator', /keeps for itself/],
  ['AWSAdministrators', /keeps for itself/],
  ['alice smith@example.com', /white space/],
  ['alice@example.com ', /white space/],
  ['alice@example.com\n', /white space/],
  ['"alice b"@example.com', /white space/],
  ['"alice"@example.com', /form name@domain/],
  ['alice@@example.com', /form name@domain/],
  ['.alice@example.com', /form name@domain/],
  ['alice.@example.com', /form name@domain/],
  ['a..b@example.com', /form name@domain/],
  ['alice@', /form name@domain/],
  ['@example.com', /form name@domain/],
  ['alice@example..com', /form name@domain/],
  ['alice@-example.com', /form name@domain/],
  ['alice@[192.0.2.1]', /form name@domain/],
  ['Alice <alice@example.com>', /white space/],
  ['<alice@example.com>', /form name@domain/],
  ['älice@example.com', /beyond ASCII/],
  ['alice@exämple.com', /beyond ASCII/],
  ['\u0000@example.com', /control character/],
  [`${'a'.repeat(120)}@example.com`, /132 characters/],
];

test.each(good)('AWS takes %s', (text) => {
  expect(isEmailAddress(text)).toBe(true);
  expect(nameIdTrouble(text)).toBeUndefined();
});

test.each(bad)('AWS would not take "%s"', (text, why) => {
  expect(nameIdTrouble(text)).toMatch(why);
});

test('128 characters are taken, one more is not', () => {
  const longest = `${'a'.repeat(116)}@example.com`;
  expect(nameIdTrouble(longest)).toBeUndefined();
  expect(nameIdTrouble(`a${longest}`)).toMatch(/129 characters/);
});
