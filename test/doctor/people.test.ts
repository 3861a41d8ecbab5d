import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../../src/sandbox/browser/index.js';
import { oneLine } from '../commands/run-program.js';
import type { Stage } from '../commands/stage.js';
import { providerOf } from '../procedure/answers.js';
import { examined, finishedStage, forAwsUsers } from './examined.js';

/** A busy machine takes its time for a whole set-up. */
const PATIENCE = 60_000;
let stage: Stage;

beforeAll(async () => {
  stage = await finishedStage();
}, PATIENCE);

afterAll(() => stage.close());

async function aliceSignsIn(): Promise<boolean> {
  const person = { user: 'alice', password: stage.authentik.alicePassword };
  return (await signIn({ awsEndpoint: stage.aws.endpoint, ...person })).accepted;
}

async function refusedTimes(times: number): Promise<void> {
  const { pk, audience } = await providerOf(stage);
  await stage.call('PATCH', `/providers/saml/${pk}/`, { audience: 'urn:amazon:webservices' });
  for (let time = 0; time < times; time += 1) expect(await aliceSignsIn()).toBe(false);
  await stage.call('PATCH', `/providers/saml/${pk}/`, { audience });
}

test('a good sign-in of somebody hides no refusal, for AWS does not tell whose that was', async () => {
  await refusedTimes(5);
  expect(await aliceSignsIn()).toBe(true);
  const { text, details, level } = (await examined(stage, forAwsUsers)).check('sign-ins');
  expect(text).toMatch(/^5 sign-ins were refused by AWS .*alice@example\.com at /);
  expect(details).toHaveLength(5);
  expect(level).toBe('advice');
});

test('by another NameID than the address nobody is said to be able to sign in', async () => {
  const mappings = await stage.list('/propertymappings/provider/saml/');
  const username = mappings.find(({ managed }) => String(managed).endsWith('/username'));
  const { pk, name_id_mapping } = await providerOf(stage);
  await stage.call('PATCH', `/providers/saml/${pk}/`, { name_id_mapping: username?.pk });
  const { check, code } = await examined(stage, forAwsUsers);
  const listed = await stage.run(['users', '--problems']);
  await stage.call('PATCH', `/providers/saml/${pk}/`, { name_id_mapping });
  const { name } = username ?? {};
  expect(check('saml-provider').details).toEqual([`NameID: ${name}, needed: the e-mail address`]);
  for (const id of ['somebody', 'name-ids']) {
    expect(check(id)).toMatchObject({ result: 'not known' });
    expect(check(id).text).toContain(`by the mapping "${name}"`);
  }
  expect(code).toBe(1);
  expect(listed.code).toBe(1);
  expect(oneLine(listed.stdout)).toContain(`makes the NameID by the mapping "${name}"`);
});

test('an ACS URL that is not the one of AWS is no good one', async () => {
  const { pk, acs_url } = await providerOf(stage);
  await stage.call('PATCH', `/providers/saml/${pk}/`, { acs_url: 'https://evil.example/acs' });
  const { check } = await examined(stage, forAwsUsers);
  await stage.call('PATCH', `/providers/saml/${pk}/`, { acs_url });
  expect(check('acs-url')).toMatchObject({ result: 'problem', remedy: ['authentik-aws setup'] });
  expect(check('acs-url').text).toContain('https://evil.example/acs is in authentik');
});

test('where all who are let in are deactivated, that is what is said', async () => {
  const [alice] = await stage.list('/core/users/?username=alice');
  const path = `/core/users/${alice?.pk}/`;
  await stage.call('PATCH', path, { is_active: false });
  const { check, code } = await examined(stage, forAwsUsers);
  const status = await stage.run(['status', ...forAwsUsers]);
  await stage.call('PATCH', path, { is_active: true });
  expect(code).toBe(1);
  expect(check('somebody').remedy.join()).toMatch(/^Activate who should get in, of alice:/);
  expect(status.code).toBe(1);
  expect(oneLine(status.stdout)).toContain('Sign-in ✖ nobody can sign in');
});
