import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { RequestTrace } from '../../src/aws/connection.js';
import { connectAws } from '../../src/aws/index.js';
import { laterRefusal } from '../saml/refusal.js';
import { useWire } from './wire.js';

const wire = useWire();
const folder = mkdtempSync(join(tmpdir(), 'authentik-aws-'));
const config = join(folder, 'config');
writeFileSync(
  config,
  '[default]\nregion = eu-west-3\n[profile admin]\nregion = eu-west-1\n[profile bare]\n[sso-session x]\nsso_region = eu-west-1\n',
);
afterAll(() => rmSync(folder, { recursive: true }));

afterEach(() => {
  for (const name of ['AWS_REGION', 'AWS_PROFILE', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE']) {
    vi.stubEnv(name, name === 'AWS_CONFIG_FILE' ? '/nonexistent/config' : undefined);
  }
  vi.stubEnv('AWS_REGION', 'eu-central-1');
});

describe('the Region', () => {
  test('is the one given', async () => {
    expect((await connectAws({ region: 'us-west-2' })).region).toBe('us-west-2');
  });

  test('else that of AWS_REGION', async () => {
    expect((await connectAws()).region).toBe('eu-central-1');
  });

  test('else that of the profile', async () => {
    vi.stubEnv('AWS_REGION', undefined);
    vi.stubEnv('AWS_CONFIG_FILE', config);
    expect((await connectAws({ profile: 'admin' })).region).toBe('eu-west-1');
    expect((await connectAws()).region).toBe('eu-west-3');
  });

  test('missing is told, with the variable that the SDK does not read', async () => {
    vi.stubEnv('AWS_REGION', undefined);
    vi.stubEnv('AWS_DEFAULT_REGION', 'eu-north-1');
    const error = await laterRefusal(() => connectAws());
    expect(error.message).toBe('The AWS Region is not known');
    expect(error.exit).toBe('usage');
    expect(error.next.join('\n')).toContain('--region eu-north-1');
  });

  test.each(['frankfurt', 'eu central 1', 'EU-CENTRAL-1'])('"%s" is refused', async (region) => {
    const error = await laterRefusal(() => connectAws({ region }));
    expect(error.message).toBe(`"${region}" is not the name of an AWS Region`);
  });
});

test('a profile that does not exist is refused with those that do', async () => {
  vi.stubEnv('AWS_CONFIG_FILE', config);
  const error = await laterRefusal(() => connectAws({ profile: 'amdin' }));
  expect(error.message).toBe('There is no AWS profile "amdin"');
  expect(error.next[0]).toBe('There are: admin, bare, default.');
  expect(error.exit).toBe('usage');
  vi.stubEnv('AWS_PROFILE', 'other');
  expect((await laterRefusal(() => connectAws())).message).toContain('"other"');
});

test('the caller is asked for over the query protocol', async () => {
  const arn = 'arn:aws:sts::111122223333:assumed-role/Admin/alice';
  wire.on('GetCallerIdentity', { body: { Account: '111122223333', Arn: arn, UserId: 'x' } });
  expect(await (await connectAws()).caller()).toEqual({ accountId: '111122223333', arn });
  expect(wire.seen[0]?.authorization).toContain('/eu-central-1/sts/aws4_request');
});

test('every attempt is traced, without what it carried', async () => {
  let asked = 0;
  wire.on('ListInstances', () => {
    asked += 1;
    if (asked === 1) return { exception: 'ThrottlingException' };
    return { body: { Instances: [] } };
  });
  const lines: RequestTrace[] = [];
  const aws = await connectAws({ trace: (line) => lines.push(line) });
  await aws.instances();
  expect(lines).toEqual([
    { service: 'sso', operation: 'ListInstances', status: 400, ms: expect.any(Number) },
    { service: 'sso', operation: 'ListInstances', status: 200, ms: expect.any(Number) },
  ]);
  expect(JSON.stringify(lines)).not.toContain('canary');
});
