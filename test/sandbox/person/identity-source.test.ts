import { XMLParser } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { serviceProviderUrls } from '../../../src/sandbox/aws/world/instance.js';
import {
  changeBackToDirectory,
  changeIdentitySource,
  downloadServiceProviderMetadata,
  readAccessPortalUrl,
  updateIdentityProviderMetadata,
} from '../../../src/sandbox/person/index.js';
import { recordedIdentityProvider } from '../aws/identity-provider.js';
import { startSandbox, type TestSandbox } from '../aws/sandbox.js';

const { identityProviderMetadata } = recordedIdentityProvider();

function writes({ world }: TestSandbox): string[] {
  const events = world.trail.all().filter(({ head }) => !head.readOnly);
  return events.map(({ head }) => `${head.eventSource} ${head.eventName}`);
}

it('downloads metadata with the issuer and every ACS URL', async () => {
  const aws = await startSandbox();
  const xml = await downloadServiceProviderMetadata(aws.console);
  const { EntityDescriptor } = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
  }).parse(xml);
  const { issuer, acsUrls } = serviceProviderUrls(aws.instance);
  expect(EntityDescriptor.entityID).toBe(issuer);
  const services: { Location: string }[] =
    EntityDescriptor.SPSSODescriptor.AssertionConsumerService;
  expect(services.map((service) => service.Location)).toEqual(acsUrls);
  expect(acsUrls).toHaveLength(3);
  expect(aws.instance.identitySource.type).toBe('directory');
  expect(writes(aws)).toEqual([]);
});

it('changes the identity source', async () => {
  const aws = await startSandbox();
  await changeIdentitySource(aws.console, identityProviderMetadata);
  expect(aws.instance.identitySource.type).toBe('external');
  expect(writes(aws)).toEqual([
    'sso-directory.amazonaws.com CreateExternalIdPConfigurationForDirectory',
    'sso-directory.amazonaws.com EnableExternalIdPConfigurationForDirectory',
  ]);
});

it('uploads new metadata of the identity provider', async () => {
  const aws = await startSandbox();
  await changeIdentitySource(aws.console, identityProviderMetadata);
  const renamed = identityProviderMetadata.replace(/entityID="[^"]*"/, 'entityID="new-issuer"');
  await updateIdentityProviderMetadata(aws.console, renamed);
  expect(aws.instance.identitySource).toMatchObject({
    identityProvider: { entityId: 'new-issuer' },
  });
  expect(writes(aws).at(-1)).toContain('UpdateExternalIdPConfigurationForDirectory');
});

it.each([
  ['text that is no XML', 'not XML', /cannot be used/],
  ['no entity ID', identityProviderMetadata.replace(/ entityID="[^"]*"/, ''), /entityID/],
  [
    'no certificate',
    identityProviderMetadata.replaceAll(/<ds:X509Certificate>.*?<\/ds:X509Certificate>/gs, ''),
    /certificate/,
  ],
  [
    'no SingleSignOnService',
    identityProviderMetadata.replaceAll(/<md:SingleSignOnService[^>]*>/g, ''),
    /SingleSignOnService/,
  ],
  ['too many characters', identityProviderMetadata.padEnd(75_001), /75,?000/],
])('meets the refusal of metadata with %s', async (_, metadata, message) => {
  const aws = await startSandbox();
  await expect(changeIdentitySource(aws.console, metadata)).rejects.toThrow(message);
  expect(aws.instance.identitySource.type).toBe('directory');
  expect(writes(aws)).toEqual([]);
});

it('changes it back, which CloudTrail shows and which keeps the users', async () => {
  const aws = await startSandbox();
  await changeIdentitySource(aws.console, identityProviderMetadata);
  const people = aws.instance.directory.users.all();
  const before = writes(aws).length;
  await changeBackToDirectory(aws.console);
  expect(aws.instance.identitySource).toEqual({ type: 'directory' });
  expect(writes(aws).slice(before)).toEqual([
    'sso-directory.amazonaws.com DisableExternalIdPConfigurationForDirectory',
  ]);
  expect(aws.instance.directory.users.all()).toEqual(people);
});

it('leaves the trusted metadata as it is when the new one is refused', async () => {
  const aws = await startSandbox();
  await changeIdentitySource(aws.console, identityProviderMetadata);
  const before = aws.instance.identitySource;
  await expect(updateIdentityProviderMetadata(aws.console, '<a/>')).rejects.toThrow(
    'cannot be used',
  );
  expect(aws.instance.identitySource).toBe(before);
});

it('reads the access portal sign-in URL', async () => {
  const aws = await startSandbox();
  expect(await readAccessPortalUrl(aws.console)).toBe(
    `https://${aws.instance.identityStoreId}.awsapps.com/start`,
  );
});

it('says so when there is no console', async () => {
  const { endpoint } = await startSandbox();
  await expect(readAccessPortalUrl(`${endpoint}/nothing`)).rejects.toThrow('status 404');
});
