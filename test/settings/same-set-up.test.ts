import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveSettings } from '../../src/settings/resolve.js';
import { forSameSetUp } from '../../src/settings/same-set-up.js';

function completed(
  line: string,
  flags: Record<string, unknown>,
  env: Record<string, string> = {},
): string {
  const settings = resolveSettings({ flags, env, dotenv: {}, cwd: '/' });
  return forSameSetUp(line, settings, flags);
}

const flags = { state: './s.json', group: ['aws users', 'ops'], yes: true, verbose: true };

test.each([
  ['authentik-aws status', "authentik-aws status --group 'aws users' --group ops --state ./s.json"],
  [
    'Sign in once, then see it proved: authentik-aws status',
    "Sign in once, then see it proved: authentik-aws status --group 'aws users' --group ops --state ./s.json",
  ],
  [
    'authentik-aws plan --out FILE',
    "authentik-aws plan --out FILE --group 'aws users' --group ops --state ./s.json",
  ],
  ['authentik-aws users --problems', 'authentik-aws users --problems --state ./s.json'],
  ['authentik-aws rotate scim-token', 'authentik-aws rotate scim-token --state ./s.json'],
  // A plan that was kept brings its wishes along, but not where the state is.
  ['authentik-aws setup --plan p.json', 'authentik-aws setup --plan p.json --state ./s.json'],
  ['authentik-aws undo --state other.json', 'authentik-aws undo --state other.json'],
])('%s is about the same set-up as the run that says it', (line, expected) => {
  expect(completed(line, flags)).toBe(expected);
});

test.each([
  'authentik-aws help environment',
  'Run authentik-aws setup again, and look.',
  'Open the console.',
])('%s stays as it is', (line) => {
  expect(completed(line, flags)).toBe(line);
});

test('what stands in the environment is not repeated', () => {
  const env = { AUTHENTIK_URL: 'https://auth.example.com', AUTHENTIK_AWS_GROUP: 'ops' };
  expect(completed('authentik-aws status', {}, env)).toBe('authentik-aws status');
});

test('a secret is named by its file, and never by what is in it', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'authentik-aws-test-')), 'token');
  writeFileSync(file, 'canary-token');
  expect(
    completed('authentik-aws plan', {
      authentikTokenFile: file,
      authentikUrl: 'https://a.example',
    }),
  ).toMatch(/^authentik-aws plan --authentik-url \S+ --authentik-token-file \S+$/);
});

test('the next key pair of a rotation is none of the rotation that is suggested', () => {
  expect(completed('authentik-aws rotate certificate', { certificate: 'mine' })).toBe(
    'authentik-aws rotate certificate',
  );
  expect(completed('authentik-aws status', { certificate: 'mine' })).toBe(
    'authentik-aws status --certificate mine',
  );
});
