import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { hideCredentials } from '../../src/aws/hide-credentials.js';
import { connectAws } from '../../src/aws/index.js';
import { redact } from '../../src/basics/secret.js';
import { laterRefusal } from '../saml/refusal.js';
import { useWire } from './wire.js';

const wire = useWire();

test('the credentials of a profile are hidden when AWS, or a proxy, repeats them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'authentik-aws-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'credentials');
  const [key, session] = ['canary-profile-key', 'canary-profile-session'];
  writeFileSync(
    file,
    `[sso-admin]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = ${key}\naws_session_token = ${session}\n`,
  );
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file);
  const message = `You sent ${session} and ${key}`;
  wire.on('ListInstances', { exception: 'ValidationException', message });
  const aws = await connectAws({ profile: 'sso-admin', region: 'eu-central-1' });
  const error = await laterRefusal(() => aws.instances());
  expect(error.why).toContain('You sent •••••• and ••••••');
});

test.each([
  undefined,
  null,
  {},
  { __smithy_context: {} },
  { __smithy_context: { selectedHttpAuthScheme: {} } },
])('a request that is not signed has none: %j', (context) => {
  hideCredentials(context);
  expect(redact('nothing to hide')).toBe('nothing to hide');
});
