import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneLine } from '../commands/run-program.js';
import type { Stage } from '../commands/stage.js';
import { applicationOf } from '../procedure/answers.js';
import { examined, finishedStage, forAwsUsers } from './examined.js';

const DAY = 86_400_000;
/** A busy machine takes its time for a whole set-up. */
const PATIENCE = 60_000;
let stage: Stage;

beforeAll(async () => {
  stage = await finishedStage({}, '--scim');
  await stage.authentik.settled();
}, PATIENCE);

afterAll(() => stage.close());

async function scimProvider() {
  const [provider] = await stage.list('/providers/scim/');
  if (!provider) throw new Error('there is no SCIM provider');
  return provider;
}

/** Makes the state say that the access token is so many days old. */
function age(days: number): () => void {
  const before = readFileSync(stage.statePath, 'utf8');
  const state = JSON.parse(before);
  state.told.provisioning.value.tokenAt = new Date(Date.now() - days * DAY).toISOString();
  writeFileSync(stage.statePath, JSON.stringify(state));
  return () => writeFileSync(stage.statePath, before);
}

async function look(env: Readonly<Record<string, string>> = {}) {
  return examined(stage, forAwsUsers, { env });
}

test('a finished set-up has nothing to complain of', async () => {
  const { code, troubles, check } = await look();
  expect([code, troubles]).toEqual([0, []]);
  expect(check('last-sync').text).toContain('1 user, 1 group in AWS, last sync ');
  expect(check('scim-token').text).toContain('is valid for 364 days');
  expect(check('scim-endpoint').result).toBe('not known');
});

test.each([
  [300, 'advice', false, 0],
  [340, 'required', true, 6],
  [366, 'required', false, 1],
])('a token of %i days', async (days, level, endsSoon, code) => {
  const undo = age(days);
  const seen = await look();
  undo();
  expect(seen.check('scim-token')).toMatchObject({
    ...{ result: 'problem', level, endsSoon },
    remedy: ['authentik-aws rotate scim-token'],
  });
  expect(seen.code).toBe(code);
});

test('a field of the provider that was changed', async () => {
  const { pk } = await scimProvider();
  await stage.call('PATCH', `/providers/scim/${pk}/`, { exclude_users_service_account: false });
  const { troubles, check } = await look();
  await stage.call('PATCH', `/providers/scim/${pk}/`, { exclude_users_service_account: true });
  await stage.authentik.settled();
  expect(troubles).toEqual(['scim-provider']);
  expect(check('scim-provider').details).toEqual(['exclude service accounts: false, needed: true']);
});

test('other groups than setup was given', async () => {
  const { code, stdout } = await stage.run(['doctor', '--group', 'authentik Admins']);
  expect(code).toBe(1);
  expect(oneLine(stdout)).toContain('First see that every --group is named here');
});

test('the groups that setup was given need not be named again: the limit stays', async () => {
  const { code, stdout } = await stage.run(['doctor']);
  expect(code, stdout).toBe(0);
  const planned = await stage.run(['plan']);
  expect(oneLine(planned.stdout)).toContain(
    'no group is named, so the provider stays limited to aws-users To lift the limit:',
  );
  expect(oneLine(planned.stdout)).toContain('Everything is in place');
});

test('a mapping that was changed', async () => {
  const [mapping] = await stage.list('/propertymappings/provider/scim/?managed__isnull=true');
  const ours = (await stage.list('/propertymappings/provider/scim/')).find(
    ({ managed }) => managed === null,
  );
  const { pk, expression } = ours ?? mapping ?? {};
  const path = `/propertymappings/provider/scim/${pk}/`;
  await stage.call('PATCH', path, { expression: 'return {}' });
  const { troubles } = await look();
  await stage.call('PATCH', path, { expression });
  await stage.authentik.settled();
  expect(troubles).toEqual(['scim-mapping']);
});

test('a provider that no longer works for the application', async () => {
  const { slug, backchannel_providers } = await applicationOf(stage);
  const path = `/core/applications/${slug}/`;
  await stage.call('PATCH', path, { backchannel_providers: [] });
  const { troubles } = await look();
  await stage.call('PATCH', path, { backchannel_providers });
  await stage.authentik.settled();
  expect(troubles).toEqual(['backchannel']);
});

test('the token that is given is tried at the endpoint', async () => {
  const token = stage.instance.provisioning?.tokens.at(0)?.value ?? '';
  const good = await look({ AUTHENTIK_AWS_SCIM_TOKEN: token });
  expect(good.check('scim-endpoint').result).toBe('ok');
  const bad = await look({ AUTHENTIK_AWS_SCIM_TOKEN: 'no-token-of-this-endpoint' });
  expect(bad.troubles).toEqual(['scim-endpoint']);
});

test('what did not arrive is named, user by user', async () => {
  const { directory } = stage.instance;
  const [alice] = directory.users.all();
  directory.removeUser(alice?.userId ?? '');
  const { troubles, check, code } = await look();
  expect(troubles).toEqual(['last-sync', 'somebody', 'name-ids?']);
  expect(check('last-sync').details).toEqual(['alice@example.com is not in AWS']);
  expect(code).toBe(1);
});

test('a provider that is gone is found last', async () => {
  const { pk } = await scimProvider();
  await stage.call('DELETE', `/providers/scim/${pk}/`);
  const { check, code } = await look();
  expect(check('scim-provider').text).toContain('the SCIM provider is gone');
  expect(check('backchannel').result).toBe('not known');
  expect(code).toBe(1);
});
