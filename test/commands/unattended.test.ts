import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import { oneLine } from './run-program.js';
import { readSetUp } from './seen-plan.js';
import { openStage, stateOf } from './stage.js';

const accept = '--accept-identity-source';

test('three runs with a person in between finish the job', async () => {
  const stage = await openStage();
  const { instanceId } = stage.instance;

  const first = await stage.run(['setup', '--no-input']);
  expect(first.code).toBe(3);
  const asked = oneLine(first.stderr);
  expect(asked).toContain('waiting for: the service provider metadata of IAM Identity Center');
  expect(asked).toContain(`/console/settings`);
  expect(asked).toContain('choose "Download metadata file"');
  expect(asked).toContain('--sp-metadata FILE or AUTHENTIK_AWS_SP_METADATA');
  expect(asked).toContain('--acs-url URL or AUTHENTIK_AWS_ACS_URL');
  expect(await stage.list('/providers/saml/')).toEqual([]);
  expect(existsSync(stage.metadataPath)).toBe(false);

  const metadata = await stage.downloadMetadata();
  const second = await stage.run(['setup', '--no-input', '--sp-metadata', metadata]);
  expect(second.code).toBe(3);
  const handedOver = oneLine(second.stderr);
  expect(handedOver).toContain('waiting for: the switch of the identity source');
  expect(handedOver).toContain(`IdP SAML metadata ${stage.metadataPath}`);
  expect(handedOver).toContain('type ACCEPT');
  expect(handedOver).toContain(accept);
  expect(handedOver).toContain(`--identity-source-done ${instanceId}`);
  expect(second.stdout).toContain('Not finished.');
  expect(readFileSync(stage.metadataPath, 'utf8')).toContain('IDPSSODescriptor');

  await stage.switchIdentitySource();
  const done = ['--identity-source-done', instanceId];
  const third = await stage.run(['setup', '--no-input', accept, ...done]);
  expect(third.code, third.stderr).toBe(0);
  const [application] = await stage.list('/core/applications/?superuser_full_list=true');
  expect(application).toMatchObject({
    slug: 'aws',
    meta_launch_url: serviceProviderUrls(stage.instance).classicPortal,
  });
  const [provider] = await stage.list('/providers/saml/');
  expect(provider).toMatchObject({
    acs_url: serviceProviderUrls(stage.instance).ipv4Acs,
    audience: serviceProviderUrls(stage.instance).issuer,
    sp_binding: 'post',
    sign_assertion: true,
    assigned_application_slug: 'aws',
  });
});

test('the second run does at authentik all that can be done before the switch', async () => {
  const stage = await openStage();
  const metadata = await stage.downloadMetadata();
  const { code, stdout } = await stage.run([
    ...['setup', '--no-input', '--json'],
    ...['--sp-metadata', metadata, '--group', 'aws-users'],
  ]);
  expect(code).toBe(3);
  const { waiting, facts, plan } = readSetUp(stdout);
  expect(waiting.map(({ step }) => step.id)).toEqual(['identity-source']);
  expect(waiting[0]?.waiting.files.map(({ path }) => path)).toContain(stage.metadataPath);
  expect(facts.startUrl).toBe(serviceProviderUrls(stage.instance).classicPortal);
  const left = plan.steps.filter(({ state }) => state !== 'in-place').map(({ id }) => id);
  expect(left).toEqual(['identity-source', 'sign-in']);
});

test('one run with every answer ends with everything in place', async () => {
  const stage = await openStage();
  const { code, stdout } = await stage.run([
    ...['setup', '--no-input', '--sp-metadata', await stage.downloadMetadata()],
    ...[accept, '--identity-source-done', stage.instance.arn],
  ]);
  expect(code).toBe(0);
  expect(stdout).toContain('Done. Everything is in place. Not proved yet');
  expect(stateOf(stage)).toMatchObject({ told: { identitySource: {}, serviceProvider: {} } });
});

test('the ACS URL does instead of the file, and answers can be variables', async () => {
  const stage = await openStage();
  const { ipv4Acs } = serviceProviderUrls(stage.instance);
  const { code, stderr } = await stage.run(['setup', '--no-input', '--acs-url', ipv4Acs], {
    env: {
      AUTHENTIK_AWS_ACCEPT_IDENTITY_SOURCE: 'true',
      AUTHENTIK_AWS_IDENTITY_SOURCE_DONE: stage.instance.instanceId,
    },
  });
  expect(code, stderr).toBe(0);
  expect(await stage.list('/providers/saml/')).toMatchObject([{ acs_url: ipv4Acs }]);
});

test('consent alone is no statement that it was done', async () => {
  const stage = await openStage();
  const metadata = await stage.downloadMetadata();
  const { code, stderr } = await stage.run(['setup', '--yes', '--sp-metadata', metadata, accept]);
  expect(code).toBe(3);
  expect(oneLine(stderr)).toContain(`--identity-source-done ${stage.instance.instanceId}`);
  expect(stderr).not.toContain(accept);
});
