import { expect, test } from 'vitest';
import {
  missingError,
  missingToAskAws,
  missingToGrant,
  missingToLook,
} from '../../src/settings/missing.js';
import { resolveSettings } from '../../src/settings/resolve.js';
import { given } from './given.js';

const alone = { why: 'stdin is not a terminal', withoutAwsCredentials: false };

test('every missing input is named at once: its flag, its variable and what it is', () => {
  const error = missingError(missingToLook(resolveSettings(given())), alone);
  expect(error.exit).toBe('usage');
  expect(error.message).toBe(
    '3 inputs are missing and nobody can be asked (stdin is not a terminal)',
  );
  expect(error.next).toEqual([
    '--authentik-url <url> or AUTHENTIK_URL: address of authentik',
    expect.stringMatching(/^--authentik-token-file <file> or AUTHENTIK_TOKEN: API token/),
    expect.stringMatching(/^--region <region> or AWS_REGION: primary Region/),
    'What each is for: authentik-aws help environment',
  ]);
});

test('only what is missing is named', () => {
  const env = { AUTHENTIK_URL: 'https://auth.example.com', AWS_DEFAULT_REGION: 'eu-west-1' };
  const missing = missingToLook(resolveSettings(given({ env })));
  expect(missing.map(({ key }) => key)).toEqual(['authentikToken']);
  expect(missingError(missing, alone).message).toMatch(/^1 input is missing and nobody can be/);
});

test('AWS credentials are named with the rest where there are none', () => {
  const error = missingError([], { why: '--no-input was given', withoutAwsCredentials: true });
  expect(error.message).toBe('1 input is missing and nobody can be asked (--no-input was given)');
  expect(error.next[0]).toMatch(/^--profile <name> or AWS_PROFILE, .*: AWS credentials$/);
});

test('answers from the console are never missing, and the sandbox needs nothing', () => {
  const env = {
    AUTHENTIK_URL: 'https://auth.example.com',
    AUTHENTIK_TOKEN: 'made-up-token',
    AWS_REGION: 'eu-west-1',
  };
  expect(missingToLook(resolveSettings(given({ env })))).toEqual([]);
  expect(missingToLook(resolveSettings(given({ flags: { sandbox: true } })))).toEqual([]);
});

test.each([
  ['nothing', {}, ['region', 'toGroup', 'accounts', 'policies']],
  ['a user', { toUser: 'alice@example.com' }, ['region', 'accounts', 'policies']],
  ['a permission set', { permissionSet: 'Ops' }, ['region', 'toGroup', 'accounts']],
  ['one policy', { policy: ['A'] }, ['region', 'toGroup', 'accounts']],
  ['two policies', { policy: ['A', 'B'] }, ['region', 'toGroup', 'accounts', 'permissionSet']],
  ['a file', { inlinePolicy: 'a.json' }, ['region', 'toGroup', 'accounts', 'permissionSet']],
  ['all', { region: 'eu-west-1', toGroup: 'crew', account: ['all'], policy: ['A'] }, []],
])('giving access with %s: the rest is missing', (_what, flags, missing) => {
  const keys = missingToGrant(resolveSettings(given({ flags }))).map(({ key }) => key);
  expect(keys).toEqual(missing);
});

test('a command that asks AWS alone misses nothing of authentik', () => {
  expect(missingToAskAws(resolveSettings(given())).map(({ key }) => key)).toEqual(['region']);
});
