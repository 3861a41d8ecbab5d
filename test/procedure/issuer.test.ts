import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serviceProviderUrls } from '../../src/sandbox/aws/world/instance.js';
import { fieldLines, plannedStep, readSetUp } from '../commands/seen-plan.js';
import { openStage, type Stage, startStage } from '../commands/stage.js';
import { answers, finish, providerOf } from './answers.js';

let stage: Stage;
let path: string;

/** What calls itself by the address of its metadata until it has a better name. */
const address = () => `${stage.authentik.url}/application/saml/aws/metadata/`;

async function setIssuer(issuer: string): Promise<string[]> {
  const { issuer_override } = await providerOf(stage);
  const field = issuer_override === undefined ? 'issuer' : 'issuer_override';
  await stage.call('PATCH', path, { [field]: issuer });
  const lines = fieldLines(await plannedStep(stage, 'saml-provider'));
  return lines.filter((line) => line.startsWith('issuer: '));
}

/** The entity ID of a set-up whose identity source nobody has changed yet. */
async function entityId(...flags: string[]): Promise<unknown> {
  const { stdout } = await stage.run(['setup', '--no-input', '--json', ...flags]);
  return Object(readSetUp(stdout).facts.identityProvider).entityId;
}

async function prepare(release: string): Promise<void> {
  stage = await startStage({ authentik: { release } });
  const acs = ['--acs-url', serviceProviderUrls(stage.instance).ipv4Acs];
  expect(await entityId(...acs)).toBe(address());
  path = `/providers/saml/${(await providerOf(stage)).pk}/`;
}

describe('a release whose providers have an issuer', () => {
  beforeAll(() => prepare('2025.4.4'));
  afterAll(() => stage.close());

  test('gives a new provider the address of its metadata, its own on this server', async () => {
    expect(await providerOf(stage)).toMatchObject({ issuer: address() });
  });

  test.each(['https://auth.example.com', 'urn:example:authentik'])(
    'keeps %s, since AWS may know the provider under it',
    async (issuer) => {
      expect(await setIssuer(issuer)).toEqual([]);
      expect(await entityId()).toBe(issuer);
    },
  );

  test('replaces the name that every provider of authentik begins with', async () => {
    expect(await setIssuer('authentik')).toEqual([`issuer: authentik → ${address()}`]);
  });

  test("replaces AWS's own entity ID, which an import of its metadata leaves there", async () => {
    const { issuer } = serviceProviderUrls(stage.instance);
    expect(await setIssuer(issuer)).toEqual([`issuer: ${issuer} → ${address()}`]);
  });
});

describe('a release that names the issuer itself', () => {
  beforeAll(() => prepare('2026.5.2'));
  afterAll(() => stage.close());

  test('is left to it', async () => {
    expect(await providerOf(stage)).toMatchObject({ issuer_override: '' });
  });

  test('keeps a name that was given', async () => {
    expect(await setIssuer('urn:example:authentik')).toEqual([]);
    expect(await entityId()).toBe('urn:example:authentik');
  });

  test('is given back the name where it is nobody else’s', async () => {
    expect(await setIssuer('authentik')).toEqual(['issuer: authentik → set by authentik']);
    expect(await entityId()).toBe(address());
  });
});

test('an unusual name under which AWS trusts authentik stays', async () => {
  stage = await openStage({ authentik: { release: '2025.4.4' } });
  await finish(stage);
  path = `/providers/saml/${(await providerOf(stage)).pk}/`;
  await stage.call('PATCH', path, { issuer: 'urn:example:trusted' });
  await stage.run(['setup', '--no-input', ...answers(stage)]);
  expect(await setIssuer('urn:example:trusted')).toEqual([]);
  expect(await setIssuer('authentik')).toHaveLength(1);
});
