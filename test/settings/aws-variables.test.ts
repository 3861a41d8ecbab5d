import { expect, test } from 'vitest';
import { redact } from '../../src/basics/secret.js';
import { addAwsVariables, guardAwsSecrets } from '../../src/settings/aws-variables.js';

test('variables of AWS are added where they are not set, and no others', () => {
  const env: Record<string, string | undefined> = { AWS_REGION: 'eu-west-1', AWS_CA_BUNDLE: '' };
  addAwsVariables(env, {
    AWS_REGION: 'us-east-1',
    AWS_CA_BUNDLE: 'ca.pem',
    AWS_ACCESS_KEY_ID: 'AKIA',
    AWS_SECRET_ACCESS_KEY: 'made-up',
    AWS_MAX_ATTEMPTS: '',
    AUTHENTIK_URL: 'https://auth.example.com',
  });
  expect(env).toEqual({
    AWS_REGION: 'eu-west-1',
    AWS_CA_BUNDLE: 'ca.pem',
    AWS_ACCESS_KEY_ID: 'AKIA',
    AWS_SECRET_ACCESS_KEY: 'made-up',
  });
});

test.each(['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE'])(
  'credentials are never mixed: with %s in the environment .env adds none',
  (name) => {
    const env = { [name]: 'from the environment' };
    addAwsVariables(env, {
      AWS_PROFILE: 'p',
      AWS_SECRET_ACCESS_KEY: 's',
      AWS_SESSION_TOKEN: 't',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    });
    expect(env).toEqual({
      [name]: 'from the environment',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    });
  },
);

test('the secrets of AWS are known to the last guard before output', () => {
  guardAwsSecrets({ AWS_SECRET_ACCESS_KEY: ' canary-key ', AWS_SESSION_TOKEN: 'canary-session' });
  expect(redact('canary-key, canary-session')).not.toContain('canary');
});
