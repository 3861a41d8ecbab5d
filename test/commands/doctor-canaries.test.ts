import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressesOf } from '../../src/aws/addresses.js';
import { makeProvider, providerOf } from '../procedure/answers.js';
import { selfSigned } from '../procedure/key-pairs.js';
import { temporaryFolder } from './run-program.js';
import { type Stage, startStage, unattended } from './stage.js';

/** A busy machine takes its time for a whole set-up. */
const PATIENCE = 60_000;
const DAY = 86_400_000;
const policy = { pk: '6a9dd0f5-33c1-4b0e-a1cf-1f6d0a0d9c11', name: 'Canary policy' };
let stage: Stage;
let flags: readonly string[];
let env: Readonly<Record<string, string>>;

/** The sandbox plays no policies. */
async function withPolicy(request: Request): Promise<Response | undefined> {
  if (!request.url.includes('/policies/bindings/') || request.method !== 'GET') return undefined;
  if (request.headers.has('x-inner')) return undefined;
  const headers = {
    authorization: request.headers.get('authorization') ?? '',
    'x-inner': '1',
  };
  const page = Object(await (await fetch(request.url, { headers })).json());
  const [first] = page.results;
  const bound = { ...first, group: null, group_obj: null, policy: policy.pk, policy_obj: policy };
  return Response.json({ ...page, results: [...page.results, { ...bound, pk: 'x', order: 9 }] });
}

async function keyPair(name: string): Promise<unknown> {
  const [from, to] = [new Date(Date.now() - DAY), new Date(Date.now() + 900 * DAY)];
  const pair = await selfSigned({ kind: 'rsa', from, to });
  return Object(await stage.call('POST', '/crypto/certificatekeypairs/', { name, ...pair })).pk;
}

beforeAll(async () => {
  stage = await startStage({ authentik: { intercept: withPolicy } });
  const group = Object(await stage.call('POST', '/core/groups/', { name: 'canary-group' }));
  await stage.call('POST', '/core/users/', {
    ...{ username: 'canary.user', name: 'Canary User', email: 'c.user@canary.example' },
    ...{ type: 'internal', path: 'users', attributes: {}, groups: [group.pk] },
  });
  await keyPair('canary signing 2026');
  const folder = join(stage.folder, 'canary-company');
  mkdirSync(folder);
  const profile = join(stage.folder, 'aws-config');
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = stage.env;
  writeFileSync(
    profile,
    `[profile canary-profile]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
  );
  env = { AWS_CONFIG_FILE: profile, AUTHENTIK_AWS_OUTPUT_DIR: join(folder, 'out') };
  flags = [
    ...['--application', 'canary-app', '--application-name', 'Canary for AWS'],
    ...['--provider-name', 'Canary provider', '--certificate', 'canary signing 2026'],
    ...['--group', 'canary-group', '--state', join(folder, 'canary-state.json')],
    ...['--profile', 'canary-profile', '--scim'],
  ];
  const { code, stderr } = await stage.run([...unattended, ...flags], { env });
  expect(code, stderr).toBe(0);
  await stage.authentik.settled();
  await spoil();
}, PATIENCE);

/** Makes as many checks as possible speak of names. */
async function spoil(): Promise<void> {
  const { arn, identityStoreId, region } = stage.instance;
  const { issuer: audience } = addressesOf({ instanceArn: arn, identityStoreId, region });
  await makeProvider(stage, { name: 'CANARY Corp (old)', audience });
  const { pk } = await providerOf(stage, 'Canary provider');
  const mapping = await stage.call('POST', '/propertymappings/provider/saml/', {
    ...{ name: 'canary mapping', saml_name: 'x', expression: 'return request.user.username' },
  });
  await stage.call('PATCH', `/providers/saml/${pk}/`, {
    name_id_mapping: Object(mapping).pk,
    ...{ signing_kp: await keyPair('canary other key'), sign_assertion: true },
  });
}

afterAll(() => stage.close());

const examine = (...more: readonly string[]) => stage.run(['doctor', ...flags, ...more], { env });

describe('doctor with a canary in every name', () => {
  test('without --redact has them all', async () => {
    const { stdout } = await examine('--json');
    for (const name of [
      ...['Canary provider', 'canary-group', 'canary-state.json'],
      ...['CANARY Corp (old)', 'canary mapping', 'canary other key', 'Canary policy'],
    ]) {
      expect(stdout, name).toContain(name);
    }
  });

  test.each(['--json', '--verbose', '--quiet', '--no-color'])(
    'has none left with --redact %s',
    async (level) => {
      const { stdout, stderr } = await examine('--redact', level);
      expect(stdout).toContain('path-');
      expect((stdout + stderr).split('\n').filter((line) => /canary/i.test(line))).toEqual([]);
    },
  );

  test('nor with a state file that nobody named', async () => {
    const { path, remove } = temporaryFolder();
    const at = { ...env, AUTHENTIK_AWS_STATE: '', XDG_DATA_HOME: path, HOME: path };
    const host = { AUTHENTIK_URL: 'https://sso.canary-corp.invalid' };
    const { stdout, stderr } = await stage.run(['doctor', '--redact', '--verbose'], {
      env: { ...at, ...host },
    });
    remove();
    expect(stdout).toMatch(/path-\d\.json/);
    expect((stdout + stderr).split('\n').filter((line) => /canary/i.test(line))).toEqual([]);
  });
});
