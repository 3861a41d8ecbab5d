import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import { oneLine } from '../commands/run-program.js';
import { fieldLines, noteLines, plannedStep } from '../commands/seen-plan.js';
import { openStage, type Row, type Stage, startStage, stateOf } from '../commands/stage.js';
import { acs, answers, applicationOf, finish, providerOf } from './answers.js';

const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const RSA_SHA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';

describe('a provider whose settings were changed', () => {
  let stage: Stage;
  let sound: Row;
  let otherKey: unknown;
  /** A signing key is taken only together with what it signs. */
  const patch = (fields: Row) =>
    stage.call('PATCH', `/providers/saml/${sound.pk}/`, {
      ...(fields.signing_kp ? { sign_assertion: true } : {}),
      ...fields,
    });

  beforeAll(async () => {
    stage = await startStage();
    await finish(stage);
    sound = await providerOf(stage);
    const keys = await stage.list('/crypto/certificatekeypairs/');
    otherKey = keys.find(({ pk }) => pk !== sound.signing_kp)?.pk;
  });

  afterAll(() => stage.close());

  test.each([
    ['acs_url', 'https://example.com/acs', 'ACS URL: https://example.com/acs → https://'],
    ['sp_binding', 'redirect', 'binding: redirect → post'],
    ['audience', '', 'audience: none → https://'],
    ['audience', 'urn:amazon:webservices', 'audience: urn:amazon:webservices → https://'],
    ['sign_assertion', false, 'sign the assertion: false → true'],
    ['signature_algorithm', RSA_SHA1, `signature: ${RSA_SHA1} → RSA-SHA256`],
    ['digest_algorithm', SHA1, `digest: ${SHA1} → SHA-256`],
    ['name_id_mapping', null, 'NameID: none → the e-mail address'],
    ['signing_kp', null, 'signing key: none → AWS IAM Identity Center signing'],
  ])('has %s = %j corrected, and that alone', async (field, value, line) => {
    await patch({ [field]: value });
    const lines = fieldLines(await plannedStep(stage, 'saml-provider'));
    expect(lines).toEqual([expect.stringContaining(line)]);
    await patch({ [field]: sound[field] });
    expect((await plannedStep(stage, 'saml-provider')).changes).toEqual([]);
  });

  test.each(['verification_kp', 'encryption_kp'])('has no %s', async (field) => {
    await patch({ [field]: otherKey });
    expect(fieldLines(await plannedStep(stage, 'saml-provider'))).toEqual([
      expect.stringMatching(/^(verification|encryption) certificate: .+ → none$/),
    ]);
    await patch({ [field]: null });
  });

  test('is brought in line by one request that names these fields alone, and read back', async () => {
    await patch({ audience: 'wrong', signing_kp: otherKey });
    await patch({ assertion_valid_not_on_or_after: 'minutes=7', sign_assertion: false });
    stage.writes();
    await finish(stage);
    expect(stage.writes()).toEqual([`PATCH /api/v3/providers/saml/${sound.pk}/`]);
    const { audience, sign_assertion, signing_kp } = sound;
    expect(await providerOf(stage)).toMatchObject({
      ...{ audience, sign_assertion, signing_kp },
      assertion_valid_not_on_or_after: 'minutes=7',
    });
  });

  test('is found again under another name', async () => {
    await patch({ name: 'Renamed' });
    expect(await plannedStep(stage, 'saml-provider')).toMatchObject({ state: 'in-place' });
    await patch({ name: sound.name });
  });
});

describe('of what AWS was given', () => {
  const WORKS =
    'AWS was given just what authentik gives after this change: sign-ins work again then';
  const BREAKS = 'AWS was given other metadata before';
  const told = async (stage: Stage, ...flags: string[]) =>
    noteLines(await plannedStep(stage, 'saml-provider', ...flags)).join();

  test('a signing key or an issuer that is put back makes sign-ins work again', async () => {
    const stage = await openStage();
    await finish(stage);
    const { pk, signing_kp: sound } = await providerOf(stage);
    const keys = await stage.list('/crypto/certificatekeypairs/');
    const other = keys.find((key) => key.pk !== sound)?.pk;
    const patch = (fields: Row) => stage.call('PATCH', `/providers/saml/${pk}/`, fields);
    await patch({ signing_kp: other, sign_assertion: true });
    expect(await told(stage)).toBe(`info: ${WORKS}`);
    await patch({ signing_kp: sound, sign_assertion: true });
    expect(await told(stage)).toBe('');
    await patch({ audience: 'wrong' });
    expect(await told(stage)).toBe('');
  });

  test('another key pair breaks them', async () => {
    const stage = await openStage();
    await finish(stage);
    const generated = { common_name: 'prod', validity_days: 365 };
    await stage.call('POST', '/crypto/certificatekeypairs/generate/', generated);
    expect(await told(stage, '--certificate', 'prod')).toContain(`warning: ${BREAKS}`);
  });

  test.each(['2023.10.7', '2026.2.2', '2026.8.6'])(
    'a provider made anew with the same key brings them back on %s',
    async (release) => {
      const stage = await openStage({ authentik: { release } });
      await finish(stage);
      const { pk } = await providerOf(stage);
      await stage.call('DELETE', `/providers/saml/${pk}/`);
      expect(await told(stage)).toContain(`info: ${WORKS}`);
      await finish(stage);
      expect((await plannedStep(stage, 'identity-source')).state).toBe('in-place');
    },
  );
});

test('a provider that was deleted is made anew and joined again', async () => {
  const stage = await openStage();
  await finish(stage);
  const { pk } = await providerOf(stage);
  await stage.call('DELETE', `/providers/saml/${pk}/`);
  await finish(stage);
  const anew = await providerOf(stage);
  expect(anew.pk).not.toBe(pk);
  expect(await applicationOf(stage)).toMatchObject({ provider: anew.pk });
  expect(await stage.list('/providers/saml/')).toHaveLength(1);
});

test('a server that does not keep what was written is told of', async () => {
  const forgetful = async (request: Request) => {
    if (request.method !== 'PATCH' || !request.url.includes('/providers/saml/')) return undefined;
    return fetch(request.url, { headers: { authorization: `Bearer ${stage.authentik.token}` } });
  };
  const stage: Stage = await openStage({ authentik: { intercept: forgetful } });
  await stage.run(['setup', '--no-input', ...acs(stage)]);
  await stage.call('PUT', `/providers/saml/${(await providerOf(stage)).pk}/`, {
    ...(await providerOf(stage)),
    sp_binding: 'redirect',
  });
  const { code, stderr } = await stage.run(['setup', '--no-input', ...answers(stage)]);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('authentik did not keep what was written: binding');
});

test('a provider of another kind with the name stops it before anything is made', async () => {
  const stage = await openStage();
  await stage.call('POST', '/providers/scim/', {
    ...{ name: 'AWS IAM Identity Center', url: 'https://example.com/scim', token: 'made-up' },
  });
  stage.writes();
  const { code, stderr } = await stage.run(['setup', '--no-input', ...answers(stage)]);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain(
    'A provider of another kind (SCIM Provider) is called "AWS IAM',
  );
  expect(oneLine(stderr)).toContain('Choose another name with --provider-name NAME');
  expect(stage.writes()).toEqual([]);
});

test('a missing mapping for the e-mail address stops it', async () => {
  const stage = await openStage();
  const managed = 'goauthentik.io/providers/saml/email';
  const root = '/propertymappings/provider/saml/';
  const [mapping] = await stage.list(`${root}?managed=${encodeURIComponent(managed)}`);
  await stage.call('DELETE', `${root}${mapping?.pk}/`);
  const { code, stderr } = await stage.run(['setup', '--no-input', ...answers(stage)]);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('no property mapping that gives the e-mail address');
  expect(await stage.list('/providers/saml/')).toEqual([]);
});

test('a provider made by hand under the name is adopted, and the plan says why the ACS URL', async () => {
  const stage = await openStage();
  const planned = await plannedStep(stage, 'service-provider-metadata', ...acs(stage));
  expect(planned.changes[0]).not.toHaveProperty('why');
  const generated = { common_name: 'prod', validity_days: 365 };
  await stage.call('POST', '/crypto/certificatekeypairs/generate/', generated);
  const own = ['--certificate', 'prod'];
  const provider = await plannedStep(stage, 'saml-provider', ...acs(stage), ...own);
  expect(provider.changes[0]?.why).toBe('its ACS URL: You named it.');
  const metadata = ['--sp-metadata', await stage.downloadMetadata()];
  const fromFile = await plannedStep(stage, 'service-provider-metadata', ...metadata);
  expect(fieldLines(fromFile)).toEqual([
    `ACS URL:  → ${serviceProviderUrls(stage.instance).ipv4Acs}`,
  ]);
  expect(fromFile.changes[0]?.why).toMatch(/^The instance was enabled on 2025-/);
  expect(fromFile.notes.every(({ text }) => text.startsWith('not chosen: '))).toBe(true);
  expect(fromFile.notes.length).toBeGreaterThan(0);
  expect(stateOf(stage)).toBeUndefined();
});
