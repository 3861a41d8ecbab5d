import { expect, test } from 'vitest';
import { originLines, sourceWords } from '../../src/settings/origins.js';
import { resolveSettings } from '../../src/settings/resolve.js';
import { withAnswer } from '../../src/settings/settings.js';
import { given } from './given.js';

const resolved = resolveSettings(
  given({
    flags: { region: 'eu-central-1', input: false },
    env: { AUTHENTIK_URL: 'https://auth.example.com' },
    dotenv: { AUTHENTIK_TOKEN: 'made-up-token' },
  }),
);

test('each input that was given is named by its flag, with its value and where that came from', () => {
  expect(originLines(resolved)).toEqual([
    '--authentik-url: https://auth.example.com (environment)',
    '--authentik-token-file: •••••• (.env)',
    '--region: eu-central-1 (flag)',
    '--no-input: yes (flag)',
  ]);
});

test('a duration has its unit, a list its commas, a switch yes or no', () => {
  const flags = { timeout: '90s', group: ['aws-users', 'ops'], scim: false };
  expect(originLines(resolveSettings(given({ flags })))).toEqual([
    '--group: aws-users, ops (flag)',
    '--scim: no (flag)',
    '--timeout: 1m30s (flag)',
  ]);
});

test('what a person answered was typed', () => {
  const settings = withAnswer(resolved, 'portalUrl', 'https://d-1.awsapps.com/start', 'answer');
  expect(originLines(settings)).toContain('--portal-url: https://d-1.awsapps.com/start (typed)');
  expect(sourceWords(settings, 'portalUrl')).toBe('typed');
  expect(sourceWords(settings, 'authentikToken')).toBe('.env');
});
