import { expect, test } from 'vitest';
import { addressFrom } from '../../../src/settings/values/address.js';
import { parsePath } from '../../../src/settings/values/path.js';
import { troubleOf, wordsOf } from '../trouble.js';

const read = addressFrom('The console shows it.');

test.each([
  'https://d-1234567890.awsapps.com/start',
  'http://127.0.0.1:9000/a/scim/v2',
  '"https://eu-central-1.signin.aws/platform/saml/acs/1a"',
  'https://a.example.com/1,\n  https://b.example.com/2',
  'https://example.com/@alice',
])('%j is taken as it is', (text) => {
  expect(read(` ${text}\n`)).toBe(text);
});

test.each([
  ['', 'empty'],
  ['canary-token', 'does not begin|begins with https'],
  ['example.com/canary', 'begins with https'],
  ['ftp://canary.example.com', 'begins with https'],
  ['https://alice:canary@example.com', 'user name or a password'],
  ['https://a.example.com https://alice:canary@example.com', 'user name or a password'],
  ['https://canary\u200b.example.com', 'cannot be seen'],
  ['https://canary\u0000.example.com', 'cannot be seen'],
])('%j is refused without being repeated', (text, why) => {
  const error = troubleOf(() => read(text));
  expect(error.exit).toBe('usage');
  expect(error.message).toMatch(new RegExp(why));
  expect(wordsOf(error)).not.toContain('canary');
});

test('a refusal says where the right one is', () => {
  expect(troubleOf(() => read('nothing')).next).toEqual(['The console shows it.']);
});

test('no path holds a NUL', () => {
  expect(troubleOf(() => parsePath('a\0b')).message).toBe('No file can have this name');
});
