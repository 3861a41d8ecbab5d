import { expect, test } from 'vitest';
import { resolveSettings } from '../../src/settings/resolve.js';
import { given } from './given.js';

test.each([
  ['AUTHENTIK_AWS_APLICATION', 'AUTHENTIK_AWS_APPLICATION'],
  ['AUTHENTIK_AWS_GROUPS', 'AUTHENTIK_AWS_GROUP'],
  ['AUTHENTIK_AWS_PROTAL_URL', 'AUTHENTIK_AWS_PORTAL_URL'],
  ['AUTHENTIK_AWS_REGION', 'AWS_REGION'],
  ['AUTHENTIK_AWS_URL', 'AUTHENTIK_URL'],
  ['AUTHENTIK_AWS_AUTHENTIK_URL', 'AUTHENTIK_URL'],
  ['AUTHENTIK_AWS_TOKEN', 'AUTHENTIK_TOKEN'],
  ['AUTHENTIK_AWS_SOMETHING_ELSE_ALTOGETHER', undefined],
])('%s does nothing, and was probably meant to be %s', (name, nearest) => {
  const { unknownVariables } = resolveSettings(given({ env: { [name]: '1' } }));
  expect(unknownVariables).toEqual([{ name, place: 'environment', nearest }]);
});

test('those of .env are found as well', () => {
  const { unknownVariables } = resolveSettings(given({ dotenv: { AUTHENTIK_AWS_JSN: '1' } }));
  expect(unknownVariables).toEqual([
    { name: 'AUTHENTIK_AWS_JSN', place: '.env', nearest: 'AUTHENTIK_AWS_JSON' },
  ]);
});

test('variables of other programs, known ones and empty ones are left alone', () => {
  const env = {
    AUTHENTIK_SECRET_KEY: 'of the server',
    AUTHENTIK_AWS_JSON: '1',
    AUTHENTIK_AWS_JSN: '',
    PATH: '/bin',
  };
  expect(resolveSettings(given({ env })).unknownVariables).toEqual([]);
});
