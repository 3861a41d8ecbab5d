import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { examined, finishedStage, forAwsUsers } from '../doctor/examined.js';
import { type Stage, startStage } from './stage.js';

/** A busy machine takes its time for a whole set-up. */
const PATIENCE = 60_000;
const member = z.looseObject({ username: z.string(), name: z.string(), email: z.string() });
let stage: Stage;

beforeAll(async () => {
  stage = await finishedStage({}, '--scim');
  const [group] = await stage.list('/core/groups/?name=aws-users');
  await stage.call('POST', '/core/users/', {
    ...{ username: 'carol.of.acme', name: 'Carol of Acme', email: 'carol@acme.example' },
    ...{ type: 'internal', path: 'users', attributes: {}, groups: [group?.pk] },
  });
  const { directory } = stage.instance;
  const names = { givenName: 'Dave', familyName: 'Acme' };
  directory.addUser({
    ...{ userName: 'Dave@Acme.example', displayName: 'Dave Acme', name: names, createdBy: 'x' },
    emails: [{ value: 'dave.mail@acme.example', type: 'work', primary: true }],
  });
  const [alice] = directory.users.all();
  directory.removeUser(alice?.userId ?? '');
}, PATIENCE);

afterAll(() => stage.close());

/** All that would tell whose set-up this is. */
async function tellTales(): Promise<string[]> {
  const { instance, aws, authentik } = stage;
  const users = z.array(member).parse(await stage.list('/core/users/'));
  const people = users.flatMap(({ username, name, email }) => [username, name, email]);
  const inAws = instance.directory.users
    .all()
    .flatMap(({ userName, displayName, emails }) => [
      ...[userName, displayName],
      ...(emails ?? []).map(({ value }) => value),
    ]);
  const { host, hostname: address } = new URL(authentik.url);
  const { caller } = aws.world;
  return [
    ...[...people, ...inAws, 'aws-users', host, address, new URL(aws.endpoint).host],
    ...[caller.accountId, caller.arn, caller.accessKeyId, caller.userId, caller.userName],
    ...[instance.instanceId, instance.instanceId.replace('ssoins-', ''), instance.identityStoreId],
    ...[instance.serviceProviderTenantId, instance.provisioning?.tenantId ?? 'no tenant'],
    ...[hostname(), authentik.token, 'acme'],
  ].filter((text) => text !== '');
}

test.each(['--json', '--verbose', '--quiet'])(
  'nothing that tells whose it is: %s',
  async (flag) => {
    const flags = ['doctor', '--redact', flag, ...forAwsUsers];
    const { stdout, stderr, code } = await stage.run(flags);
    expect(code).toBe(1);
    const everything = stdout + stderr;
    for (const tell of await tellTales())
      expect(everything.toLowerCase()).not.toContain(tell.toLowerCase());
  },
);

test('without --redact it would have been there', async () => {
  const { stdout } = await stage.run(['doctor', '--verbose', ...forAwsUsers]);
  for (const tell of ['carol@acme.example', 'Dave@Acme.example', 'aws-users', 'administrator']) {
    expect(stdout).toContain(tell);
  }
});

test('the same thing is the same word wherever it stands', async () => {
  const { check, report } = await examined(stage, ['--redact', ...forAwsUsers]);
  expect(report.redacted).toBe(true);
  const missing = /^(email-\d+) is not in AWS/.exec(check('last-sync').details[0] ?? '')?.[1];
  expect(missing).toBeDefined();
  expect(check('name-ids').details.join('\n')).toContain(missing);
  const host = /at http:\/\/(\S+)$/.exec(check('authentik').text)?.[1];
  expect(check('metadata-address').text).toBe(`the metadata sends browsers to http://${host}`);
});

test('an error that ends a check is masked too', async () => {
  const other = await startStage();
  const { host } = new URL(other.authentik.url);
  await other.close();
  const env = { AUTHENTIK_URL: `http://${host}` };
  const { check } = await examined(stage, ['--redact', ...forAwsUsers], { env });
  expect(check('authentik').result).toBe('problem');
  expect(JSON.stringify(check('authentik'))).not.toContain(host);
});
