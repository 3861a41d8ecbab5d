import { describe, expect, test } from 'vitest';
import { optionKey } from '../../src/settings/flag-name.js';
import { allInputs, inputs, variablesOf } from '../../src/settings/inputs.js';
import { resolveSettings } from '../../src/settings/resolve.js';
import { given } from './given.js';
import { samples } from './samples.js';
import { troubleOf, wordsOf } from './trouble.js';

/** The value that commander has for a text of an input. */
function flagValue(kind: string, text: string): unknown {
  if (kind === 'switch' || kind === 'choice') return text === 'true';
  if (kind === 'off switch') return text !== 'true';
  return kind === 'list' ? text.split(',').filter((part) => part !== '') : text;
}

const walk = allInputs.flatMap((input) => {
  if (input.key === 'authentikToken' || input.key === 'scimToken') return [];
  const { first, second } = samples[input.key];
  return variablesOf(input).map((variable) => ({ ...input, variable, first, second }));
});

describe.each(walk)('$key ($variable)', ({ key, kind, flag, variable, first, second }) => {
  const flags = { [optionKey(flag)]: flagValue(kind, first.text) };

  test('is reached by its flag, which wins over everything', () => {
    const around = { [variable]: second.text };
    const settings = resolveSettings(given({ flags, env: around, dotenv: around }));
    expect(settings.values[key]).toEqual(first.value);
    expect(settings.sources[key]).toBe('flag');
  });

  test('is reached by its variable, which wins over .env', () => {
    const settings = resolveSettings(
      given({ env: { [variable]: first.text }, dotenv: { [variable]: second.text } }),
    );
    expect(settings.values[key]).toEqual(first.value);
    expect(settings.sources[key]).toBe('environment');
  });

  test('is reached by .env where its variable is empty', () => {
    const settings = resolveSettings(
      given({ env: { [variable]: ' ' }, dotenv: { [variable]: second.text } }),
    );
    expect(settings.values[key]).toEqual(second.value);
    expect(settings.sources[key]).toBe('.env');
  });
});

test('what nobody gave is the default, or nothing, under every key', () => {
  const { values, sources } = resolveSettings(given());
  expect(Object.keys(values)).toEqual(Object.keys(inputs));
  expect(values).toMatchObject({
    application: 'aws',
    applicationName: 'AWS',
    providerName: 'AWS IAM Identity Center',
    certificateDays: 1095,
    outputDir: './authentik-aws-files',
    timeout: 30_000,
    input: true,
    color: true,
    yes: false,
    groups: undefined,
  });
  expect(sources).toMatchObject({ application: 'default', yes: 'default', region: 'none' });
});

test('AWS_REGION wins over AWS_DEFAULT_REGION, and the environment over .env', () => {
  const env = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' };
  expect(resolveSettings(given({ env })).values.region).toBe('eu-west-1');
  const settings = resolveSettings(
    given({ env: { AWS_DEFAULT_REGION: 'eu-west-2' }, dotenv: { AWS_REGION: 'eu-west-1' } }),
  );
  expect(settings.values.region).toBe('eu-west-2');
});

test('a group given by its flag may have a comma in its name', () => {
  const group = ['CN=AWS,OU=Groups', 'aws-users', 'aws-users'];
  const { values } = resolveSettings(given({ flags: { group } }));
  expect(values.groups).toEqual(['CN=AWS,OU=Groups', 'aws-users']);
});

test('every input that cannot be used is named at once, with its source and remedy', () => {
  const error = troubleOf(() =>
    resolveSettings(
      given({
        flags: { certificateDays: '10', authentikTokenFile: 'absent' },
        env: { AUTHENTIK_AWS_APPLICATION: 'token', AUTHENTIK_AWS_YES: 'perhaps' },
        dotenv: { AWS_REGION: 'Frankfurt' },
      }),
    ),
  );
  expect(error.exit).toBe('usage');
  expect(error.message).toBe('5 inputs cannot be used');
  const labels = error.next.map((line) => line.slice(0, line.indexOf(': ')));
  expect(labels).toEqual([
    '--authentik-token-file',
    'AWS_REGION (.env)',
    'AUTHENTIK_AWS_APPLICATION (environment)',
    '--certificate-days',
    'AUTHENTIK_AWS_YES (environment)',
    'What each input is for',
  ]);
  expect(error.next).toContain(
    '--certificate-days: This number is too small. Write a whole number from 30 to 3650.',
  );
});

test('a single one has what, why and next for itself', () => {
  const error = troubleOf(() => resolveSettings(given({ flags: { region: 'Frankfurt' } })));
  expect(error.message).toBe('--region cannot be used');
  expect(error.why).toBe('This is not the code of an AWS Region.');
  expect(error.next[0]).toBe('Write it as in eu-central-1.');
});

test('no message repeats what was given: it may be a token in the wrong place', () => {
  const canary = 'Canary 7Qz9 / not-to-be-shown';
  const texts = allInputs.filter(({ kind, key }) => kind !== 'off switch' && key !== 'profile');
  const env = Object.fromEntries(texts.map(({ variable }) => [variable, canary]));
  const words = wordsOf(troubleOf(() => resolveSettings(given({ env }))));
  expect(words).toContain('AUTHENTIK_TOKEN (environment)');
  expect(words).not.toContain('Canary');
});

describe('http://', () => {
  const dotenv = { AUTHENTIK_URL: 'http://auth.example.com' };

  test('is refused for another machine, with where the address came from', () => {
    const error = troubleOf(() => resolveSettings(given({ dotenv })));
    expect(error.message).toBe('AUTHENTIK_URL (.env) cannot be used');
    expect(error.why).toMatch(/^The API token would be sent without/);
  });

  test.each(['allowPlainHttp', 'sandbox'])('is let through with %s', (flag) => {
    const { values } = resolveSettings(given({ dotenv, flags: { [flag]: true } }));
    expect(values.authentikUrl).toBe('http://auth.example.com');
  });
});
