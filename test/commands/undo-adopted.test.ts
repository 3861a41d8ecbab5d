import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { enableAutomaticProvisioning } from '../../src/sandbox/person/index.js';
import { applicationOf, makeProvider, providerOf } from '../procedure/answers.js';
import { oneLine } from './run-program.js';
import { openStage, type Row, type Stage, stateOf, unattended } from './stage.js';
import { everythingIn, readUndone, setUp, shareCertificate, undoAll } from './undoing.js';

const ADOPT = '--accept-adopted-changes';
const group = ['--group', 'aws-users'];
const launchUrl = 'https://intranet.example.com/aws';

/** An application and a SAML provider that were there before, the one not joined to the other. */
async function makeByHand(stage: Stage): Promise<Record<string, readonly Row[]>> {
  await makeProvider(stage, { audience: 'other', issuer: 'https://auth.example.com' });
  const application = { name: 'AWS', slug: 'aws', meta_launch_url: launchUrl };
  await stage.call('POST', '/core/applications/', application);
  return everythingIn(stage);
}

async function setUpSaml(stage: Stage): Promise<void> {
  const { code, stderr } = await stage.run([...unattended, ...group, ADOPT]);
  expect(code, stderr).toBe(0);
  stage.writes();
}

test.each(['2023.10.7', '2026.2.2'])(
  'on %s what was adopted is put back exactly',
  async (release) => {
    const stage = await openStage({ authentik: { release } });
    const before = await makeByHand(stage);
    await setUpSaml(stage);
    expect((await applicationOf(stage)).meta_launch_url).toMatch(/awsapps\.com\/start$/);
    const { code, stdout, stderr } = await undoAll(stage, '--json');
    expect(code, stderr).toBe(0);
    expect(await everythingIn(stage)).toEqual(before);
    expect(stage.writes()).toEqual([
      expect.stringMatching(/^DELETE .*\/bindings\//),
      'PATCH /api/v3/core/applications/aws/',
      'PATCH /api/v3/providers/saml/1/',
      expect.stringMatching(/^DELETE .*\/certificatekeypairs\//),
    ]);
    expect(readUndone(stdout).left).toEqual([]);
  },
);

test('what a second run of setup changed again is put back to how it was at first', async () => {
  const stage = await openStage();
  const before = await makeByHand(stage);
  await setUpSaml(stage);
  const portal = ['--portal-url', 'https://example.awsapps.com/start'];
  expect((await stage.run([...unattended, ...group, ...portal, ADOPT])).code).toBe(0);
  expect((await undoAll(stage)).code).toBe(0);
  expect(await everythingIn(stage)).toEqual(before);
});

test('what somebody else changed since stays, and is put back when told', async () => {
  const stage = await openStage();
  const before = await makeByHand(stage);
  await setUpSaml(stage);
  const other = 'https://elsewhere.example.com';
  await stage.call('PATCH', '/core/applications/aws/', { meta_launch_url: other });
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).toContain(`somebody changed the launch URL since, to ${other}`);
  expect((await applicationOf(stage)).meta_launch_url).toBe(other);
  expect((await applicationOf(stage)).provider).toBeNull();
  expect(Object.keys(Object(stateOf(stage)?.things))).toEqual(['application']);
  const again = await undoAll(stage, '--discard-changes');
  expect(again.code, again.stderr).toBe(0);
  expect(await everythingIn(stage)).toEqual(before);
  expect(stateOf(stage)?.things).toEqual({});
});

test('a SCIM provider and a mapping that were there before are put back, and nobody is deleted', async () => {
  const stage = await openStage();
  await setUpSaml(stage);
  const { endpoint, token } = await enableAutomaticProvisioning(stage.aws.console);
  const mapping = { name: 'zz AWS IAM Identity Center SCIM user', expression: 'return {}' };
  await stage.call('POST', '/propertymappings/provider/scim/', mapping);
  const { pk } =
    (await everythingIn(stage)).mappings?.find(({ name }) => name === mapping.name) ?? {};
  await stage.call('POST', '/providers/scim/', {
    ...{ name: 'AWS IAM Identity Center SCIM', url: endpoint, token },
    property_mappings: [pk],
  });
  const { scim, mappings } = await everythingIn(stage);
  const { code, stderr } = await stage.run([...unattended, ...group, '--scim', ADOPT]);
  expect(code, stderr).toBe(0);
  expect((await everythingIn(stage)).scim).not.toEqual(scim);
  await stage.authentik.settled();
  const people = stage.instance.directory.users.all().length;
  const undone = await undoAll(stage);
  expect(undone.code, undone.stderr).toBe(0);
  expect(oneLine(undone.stderr)).toContain(
    'a token of this provider that was replaced cannot be put',
  );
  await stage.authentik.settled();
  const after = await everythingIn(stage);
  expect(after.scim).toEqual(scim);
  expect(after.mappings).toEqual(mappings);
  expect(stage.instance.directory.users.all()).toHaveLength(people);
});

test('a certificate that another provider uses stays, and goes once it does not', async () => {
  const stage = await openStage();
  await setUp(stage);
  await shareCertificate(stage, 'other');
  const { signing_kp } = await providerOf(stage, 'other');
  const { code, stdout, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).toContain(
    'the key pair "AWS IAM Identity Center signing" stays: it is used by "SAML Provider other"',
  );
  expect(oneLine(stdout)).toContain('What stays, for the reasons above');
  const other = await providerOf(stage, 'other');
  expect(other.signing_kp).toBe(signing_kp);
  await stage.call('DELETE', `/providers/saml/${other.pk}/`);
  expect((await undoAll(stage)).code).toBe(0);
  expect((await everythingIn(stage)).certificates).toEqual([]);
});

test('a key pair that is remembered as somebody else’s is not deleted', async () => {
  const stage = await openStage();
  await setUpSaml(stage);
  const state = Object(stateOf(stage));
  const { 'signing-certificate': signing, ...things } = state.things;
  const adopted = { 'old-signing-certificate': { ...signing, origin: 'adopted' } };
  writeFileSync(stage.statePath, JSON.stringify({ ...state, things: { ...things, ...adopted } }));
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect((await everythingIn(stage)).certificates).toHaveLength(1);
  expect(stateOf(stage)?.things).toEqual({});
});

test('what was made and then turned to another use stays, unless told', async () => {
  const stage = await openStage();
  await setUp(stage);
  await shareCertificate(stage, 'other');
  const { pk } = await providerOf(stage, 'other');
  await stage.call('PATCH', '/core/applications/aws/', { provider: pk });
  const { code, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).toContain(`joined to another provider now (number ${pk}), so it stays`);
  expect((await everythingIn(stage)).bindings).toHaveLength(1);
  // Its own provider is gone and forgotten by then; what it became of somebody else still stays.
  const again = await undoAll(stage, '--json');
  expect([again.code, readUndone(again.stdout).left]).toEqual([
    0,
    ['AWS IAM Identity Center signing', 'aws', 'aws-users'],
  ]);
  await stage.call('POST', '/core/applications/', { name: 'x', slug: 'x' });
  expect((await undoAll(stage, '--discard-changes')).code).toBe(0);
  const { applications, bindings } = await everythingIn(stage);
  expect([applications?.map(({ slug }) => slug), bindings]).toEqual([['x'], []]);
});

test('a run that leaves something remembers what was said, and asks for nothing again', async () => {
  const stage = await openStage();
  await setUp(stage);
  await shareCertificate(stage, 'other');
  const instance = stage.instance.instanceId;
  const said = ['--provisioning-disabled', instance, '--identity-source-reverted', instance];
  const first = await stage.run(['undo', '--no-input', '--confirm', 'aws', ...said]);
  expect(first.code, first.stderr).toBe(0);
  expect(oneLine(first.stdout)).toContain('To take away what stays, once it can go');
  const { told } = Object(stateOf(stage));
  expect(Object.keys(told).sort()).toEqual([
    ...['identitySourceReverted', 'provisioningDisabled', 'undoing'],
  ]);
  const second = await stage.run(['undo', '--no-input', '--confirm', 'aws']);
  expect(second.code, second.stderr).toBe(0);
});

test('the plan keeps a key pair that an adopted provider goes on signing with', async () => {
  const stage = await openStage();
  await makeByHand(stage);
  await setUpSaml(stage);
  const { pk, signing_kp: ours } = await providerOf(stage);
  const state = Object(stateOf(stage));
  const thing = state.things['saml-provider'];
  const signingKey = { was: null, left: 'of somebody else' };
  const before = { ...thing.before, signingKey };
  const things = { ...state.things, 'saml-provider': { ...thing, before } };
  writeFileSync(stage.statePath, JSON.stringify({ ...state, things }));
  const dry = await stage.run(['undo', '--dry-run']);
  expect(oneLine(dry.stdout)).toContain('stays: it is used by');
  expect(oneLine(dry.stdout)).not.toContain('- key pair');
  const { code, stdout, stderr } = await undoAll(stage);
  expect(code, stderr).toBe(0);
  expect(stderr).not.toContain('signing" deleted');
  expect(oneLine(stdout)).not.toContain('Not finished');
  expect((await providerOf(stage)).signing_kp).toBe(ours);
  expect(pk).toBeDefined();
});

test('an adopted SCIM provider whose token was rotated goes on, and nobody is to disable it', async () => {
  const stage = await openStage({ authentik: { release: '2025.10.4' } });
  await setUp(stage);
  await stage.call('PATCH', '/core/applications/aws/', { meta_launch_url: launchUrl });
  const elsewhere = ['--state', join(stage.folder, 'other.json')];
  const adopt = [...unattended, ...group, '--scim', ADOPT, ...elsewhere];
  expect((await stage.run(adopt)).code).toBe(0);
  const rotated = ['rotate', 'scim-token', '--console', 'sandbox', '--no-input', ...elsewhere];
  const { code: rotation, stderr: why } = await stage.run(rotated);
  expect(rotation, why).toBe(0);
  const { code, stdout, stderr } = await undoAll(stage, ...elsewhere);
  expect(code, stderr).toBe(0);
  expect(oneLine(stderr)).toContain('automatic provisioning was enabled before this tool');
  expect(stderr).not.toContain('disable automatic provisioning');
  expect(oneLine(stdout)).toContain(
    '"AWS IAM Identity Center SCIM" was there before and goes on syncing',
  );
  expect(oneLine(stdout)).not.toContain('neither changes nor deletes');
  expect(stage.instance.provisioning?.tokens).toHaveLength(1);
});
