import { expect, it } from 'vitest';
import {
  addUser,
  changeIdentitySource,
  deleteToken,
  disableProvisioning,
  enableAutomaticProvisioning,
  endProvisioning,
  generateToken,
  readScimEndpoint,
} from '../../../src/sandbox/person/index.js';
import { recordedIdentityProvider } from '../aws/identity-provider.js';
import { startSandbox, stoppedClock, type TestSandbox } from '../aws/sandbox.js';

/** A pretended AWS whose identity source is an identity provider. */
async function startExternal(options = {}): Promise<TestSandbox> {
  const aws = await startSandbox(options);
  await changeIdentitySource(aws.console, recordedIdentityProvider().identityProviderMetadata);
  return aws;
}

async function isTaken(endpoint: string, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${endpoint}/ServiceProviderConfig`, { headers })).ok;
}

it('enables automatic provisioning and notes endpoint and token', async () => {
  const aws = await startExternal();
  const { endpoint, token } = await enableAutomaticProvisioning(aws.console);
  expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[A-Za-z0-9-]+\/scim\/v2$/);
  expect(endpoint.startsWith(`${aws.endpoint}/`)).toBe(true);
  expect(await isTaken(endpoint, token)).toBe(true);
});

it('finds no button to enable what cannot be enabled', async () => {
  const directory = await startSandbox();
  const missing = 'The page "Settings" has no button "Enable"';
  await expect(enableAutomaticProvisioning(directory.console)).rejects.toThrow(missing);
  const external = await startExternal();
  await enableAutomaticProvisioning(external.console);
  await expect(enableAutomaticProvisioning(external.console)).rejects.toThrow(missing);
});

it('replaces the oldest token by a new one', async () => {
  const clock = stoppedClock();
  const aws = await startExternal(clock);
  const { endpoint, token: first } = await enableAutomaticProvisioning(aws.console);
  clock.forwardSeconds(60);
  const second = await generateToken(aws.console);
  await expect(generateToken(aws.console)).rejects.toThrow('There are 2 access tokens already.');
  await deleteToken(aws.console, 'oldest');
  expect(await isTaken(endpoint, first)).toBe(false);
  expect(await isTaken(endpoint, second)).toBe(true);
  expect(await isTaken(endpoint, await generateToken(aws.console))).toBe(true);
});

it('deletes every token and then disables it; doing so again is nothing', async () => {
  const aws = await startExternal();
  const { endpoint, token } = await enableAutomaticProvisioning(aws.console);
  await generateToken(aws.console);
  await endProvisioning(aws.console);
  expect(aws.instance.provisioning).toBeUndefined();
  expect(await isTaken(endpoint, token)).toBe(false);
  await endProvisioning(aws.console);
});

it('deletes a token by its ID', async () => {
  const aws = await startExternal();
  await enableAutomaticProvisioning(aws.console);
  await generateToken(aws.console);
  const [first, second] = aws.instance.provisioning?.tokens ?? [];
  await deleteToken(aws.console, second?.tokenId ?? '');
  expect(aws.instance.provisioning?.tokens).toEqual([first]);
  await expect(deleteToken(aws.console, second?.tokenId ?? '')).rejects.toThrow('has no field');
});

it('disables automatic provisioning when every token is deleted', async () => {
  const aws = await startExternal();
  await enableAutomaticProvisioning(aws.console);
  await expect(disableProvisioning(aws.console)).rejects.toThrow('Delete all access tokens');
  await deleteToken(aws.console, 'oldest');
  await expect(deleteToken(aws.console, 'oldest')).rejects.toThrow('shows no access token');
  await disableProvisioning(aws.console);
  expect(aws.instance.provisioning).toBeUndefined();
  await expect(generateToken(aws.console)).rejects.toThrow('no link "Manage provisioning"');
});

it('cannot add a user by hand while provisioning is on', async () => {
  const aws = await startExternal();
  await enableAutomaticProvisioning(aws.console);
  const user = {
    userName: 'alice@example.com',
    email: 'alice@example.com',
    givenName: 'Alice',
    familyName: 'Example',
    displayName: 'Alice Example',
  };
  await expect(addUser(aws.console, user)).rejects.toThrow('has no link "Add user"');
});

it('reads the endpoint again while provisioning is on, and none while it is off', async () => {
  const aws = await startExternal();
  expect(await readScimEndpoint(aws.console)).toBeUndefined();
  const { endpoint } = await enableAutomaticProvisioning(aws.console);
  expect(await readScimEndpoint(aws.console)).toBe(endpoint);
});
