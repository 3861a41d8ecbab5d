import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { connectAws } from '../../src/aws/index.js';
import { laterRefusal } from '../saml/refusal.js';
import { useWire } from './wire.js';

const wire = useWire();

async function failure() {
  const error = await laterRefusal(async () => (await connectAws()).instances());
  const said = JSON.stringify([error.message, error.why, error.next]);
  expect(said).not.toContain('canary');
  return error;
}

describe('what the real SDK makes of an answer is explained:', () => {
  test('a missing right', async () => {
    wire.on('ListInstances', {
      exception: 'AccessDeniedException',
      message: 'User: x is not authorized',
    });
    expect(await failure()).toMatchObject({
      exit: 'notAuthorised',
      why: 'User: x is not authorized',
      httpStatus: 400,
      requestId: 'request-1',
    });
  });

  test.each([
    ['ExpiredTokenException', /have ended/],
    ['UnrecognizedClientException', /does not know the credentials/],
    ['InvalidSignatureException', /did not accept the signature/],
    ['ThrottlingException', /too many requests/],
  ])('%s', async (exception, what) => {
    wire.on('ListInstances', { exception, message: 'x' });
    expect((await failure()).message).toMatch(what);
  });

  test('a customer-managed key', async () => {
    const extra = { Reason: 'KMS_ACCESS_DENIED' };
    wire.on('ListInstances', { exception: 'AccessDeniedException', message: 'x', extra });
    expect((await failure()).message).toContain('encryption key');
  });

  test('a page of a proxy', async () => {
    wire.on('ListInstances', { status: 200, page: '<html>Sign in to the network</html>' });
    expect((await failure()).message).toContain('is not AWS');
  });

  test.each([200, 400])('an answer without an end, with status %i', async (status) => {
    wire.on('ListInstances', { status, page: `{"Instances":["${'x'.repeat(40_000_000)}"]}` });
    const { message, why } = await failure();
    expect(`${message} ${why}`).toMatch(/is not AWS.*longer than any of AWS/);
  });

  test.each([{}, { Instances: null }, [], { Instances: 'none' }, { Instances: true }])(
    'an answer without its list (%j) is none of AWS, and no empty list',
    async (body) => {
      wire.on('ListInstances', { status: 200, page: JSON.stringify(body) });
      expect((await failure()).message).toContain('is not AWS');
    },
  );

  test('a connection that is cut off', async () => {
    wire.on('ListInstances', 'hang-up');
    const error = await failure();
    expect(error.message).toContain('did not answer');
    expect(error.next.join()).toContain('AWS_ENDPOINT_URL');
  });

  test('no answer in time', async () => {
    wire.on('ListInstances', 'silence');
    const aws = await connectAws({ timeoutMs: 50 });
    const error = await laterRefusal(() => aws.instances());
    expect(error.message).toContain('did not answer');
    expect(wire.operations()).toHaveLength(3);
  });

  test('a profile whose single sign-on session has ended', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'authentik-aws-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const lines = ['[profile sso]', 'sso_session = x', 'sso_account_id = 111122223333'];
    const session = ['[sso-session x]', 'sso_start_url = https://d-1.awsapps.com/start'];
    const text = [...lines, 'sso_role_name = Admin', ...session, 'sso_region = eu-central-1'];
    writeFileSync(join(folder, 'config'), text.join('\n'));
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('HOME', folder);
    const aws = await connectAws({ profile: 'sso' });
    const error = await laterRefusal(() => aws.instances());
    expect(error.message).toBe('The AWS credentials of profile "sso" have ended');
    expect(error.next[0]).toBe('Sign in again: aws sso login --profile sso');
    expect(error.exit).toBe('notAuthorised');
  });

  test('an address where nothing listens', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    expect((await failure()).message).toContain('http://127.0.0.1:1');
  });

  test('no credentials anywhere', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
      vi.stubEnv(name, undefined);
    }
    const error = await failure();
    expect(error).toMatchObject({ message: 'No AWS credentials were found', exit: 'usage' });
    expect(error.why).toContain('AWS_ACCESS_KEY_ID');
  });
});
