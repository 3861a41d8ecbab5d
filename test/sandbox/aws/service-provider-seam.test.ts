import { request } from 'node:http';
import { inflateRawSync } from 'node:zlib';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import {
  isServiceProviderHost,
  serviceProviderWorld,
} from '../../../src/sandbox/aws/service-provider-seam.js';
import { serviceProviderUrls } from '../../../src/sandbox/aws/world/instance.js';
import { changeIdentitySource } from '../../../src/sandbox/person/index.js';
import { recordedIdentityProvider } from './identity-provider.js';
import { startSandbox, type TestSandbox } from './sandbox.js';

const { identityProviderMetadata } = recordedIdentityProvider();

/** Asks loopback for an address of AWS, as the sandbox's browser does. */
function visit(
  { endpoint }: TestSandbox,
  url: string,
  form?: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const { host, pathname } = new URL(url);
  const headers = { host, 'content-type': 'application/x-www-form-urlencoded' };
  const method = form === undefined ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint + pathname, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: `${response.headers.location ?? ''}\n${text}`,
        }),
      );
    });
    outgoing.on('error', reject).end(new URLSearchParams(form).toString());
  });
}

/** The AuthnRequest that a portal page carries, by redirect or in a form. */
function authnRequest(text: string): string {
  const deflated = /[?&]SAMLRequest=([^&\s]+)/.exec(text)?.[1];
  if (deflated !== undefined) {
    return inflateRawSync(Buffer.from(decodeURIComponent(deflated), 'base64')).toString();
  }
  const encoded = /name="SAMLRequest"\s+value="([^"]+)"/.exec(text)?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString();
}

it.each([
  ['d-99672f8278.awsapps.com', true],
  ['eu-central-1.signin.aws.amazon.com', true],
  ['eu-central-1.signin.aws:443', true],
  ['eu-central-1.sso.signin.aws', true],
  ['ssoins-72238d4e4906358a.portal.eu-central-1.app.aws', true],
  ['ssoins-72238d4e4906358a.eu-central-1.portal.amazonaws.com', true],
  ['127.0.0.1:9000', false],
  ['localhost', false],
  ['awsapps.com.example.com', false],
])('%s is a host of the service provider: %s', (host, expected) => {
  expect(isServiceProviderHost(host)).toBe(expected);
});

describe('the access portal', () => {
  it('is where /start leads to', async () => {
    const aws = await startSandbox();
    const answer = await fetch(`${aws.endpoint}/start`, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(
      `https://${aws.instance.identityStoreId}.awsapps.com/start`,
    );
  });

  it('asks the trusted identity provider, and names the classic ACS URL first', async () => {
    const aws = await startSandbox();
    await changeIdentitySource(aws.console, identityProviderMetadata);
    const urls = serviceProviderUrls(aws.instance);
    const sent = authnRequest((await visit(aws, urls.classicPortal)).text);
    expect(sent).toContain(`AssertionConsumerServiceURL="${urls.acsUrls[0]}"`);
    expect(sent).toContain(urls.issuer);
    expect(urls.acsUrls[0]).toContain('.signin.aws.amazon.com/');
    expect(aws.requests.at(-1)).toMatchObject({ service: 'portal', path: '/start' });
  });

  it('asks nobody while the directory is the identity source', async () => {
    const aws = await startSandbox();
    const { text } = await visit(aws, serviceProviderUrls(aws.instance).classicPortal);
    expect(text).not.toContain('SAMLRequest');
  });
});

it('judges a response that is posted to an ACS URL, and shows the failure in CloudTrail', async () => {
  const aws = await startSandbox();
  await changeIdentitySource(aws.console, identityProviderMetadata);
  const [acs = ''] = serviceProviderUrls(aws.instance).acsUrls;
  const SAMLResponse = Buffer.from('<nothing/>').toString('base64');
  await visit(aws, acs, { SAMLResponse });
  expect(aws.requests.at(-1)).toMatchObject({ service: 'portal', method: 'POST' });
  const AttributeKey = 'EventName';
  const { Events } = await aws.cloudTrail.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey, AttributeValue: 'ExternalIdPDirectoryLogin' }],
    }),
  );
  expect(JSON.parse(Events?.[0]?.CloudTrailEvent ?? '{}')).toMatchObject({
    eventSource: 'signin.amazonaws.com',
    responseElements: { ExternalIdPDirectoryLogin: 'Failure' },
  });
});

it('has no classic ACS URL on an instance enabled since February 2026', async () => {
  const { instance } = await startSandbox({ createdDate: new Date('2026-03-01T00:00:00Z') });
  const { acsUrls } = serviceProviderUrls(instance);
  const tenant = instance.serviceProviderTenantId;
  expect(Buffer.from(tenant, 'hex').toString()).toMatch(/^eu-central-1-/);
  expect(acsUrls).toEqual([
    `https://eu-central-1.signin.aws/platform/saml/acs/${tenant}`,
    `https://eu-central-1.sso.signin.aws/platform/saml/acs/${tenant}`,
  ]);
});

it('sees users and keeps records in the world as it is at the moment', async () => {
  const aws = await startSandbox();
  const seen = serviceProviderWorld(aws.world, aws.instance);
  expect(seen.identityProvider()).toBeUndefined();
  await changeIdentitySource(aws.console, identityProviderMetadata);
  expect(seen.identityProvider()?.certificates).toHaveLength(1);
  expect(seen.userByName('admin@example.com')).toMatchObject({ enabled: true });
  expect(seen.userByName('Admin@example.com')).toBeUndefined();
  seen.record({
    eventID: 'e-1',
    eventName: 'ExternalIdPDirectoryLogin',
    eventSource: 'signin.amazonaws.com',
    eventTime: new Date().toISOString(),
    awsRegion: aws.region,
  });
  const AttributeKey = 'EventName';
  const { Events } = await aws.cloudTrail.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey, AttributeValue: 'ExternalIdPDirectoryLogin' }],
    }),
  );
  expect(Events).toMatchObject([{ EventId: 'e-1' }]);
});

it('knows the accounts of a user, those of the groups of the user included', async () => {
  const { world, instance } = await startSandbox();
  const { access, directory } = instance;
  const seen = serviceProviderWorld(world, instance);
  expect(seen.accountsOf('admin@example.com')).toEqual([]);
  const user = directory.users.find('userName', 'admin@example.com');
  if (user === undefined) throw new Error('no administrator');
  const { groupId } = directory.addGroup({ displayName: 'crew', createdBy: 'a test' });
  const arns = ['ViewOnly', 'Admin'].map((name) => access.addPermissionSet({ name }).arn);
  const give = (accountId: string, permissionSetArn = '', principalId = user.userId) =>
    access.assign({ accountId, permissionSetArn, principalType: 'USER', principalId });
  give('444455556666', arns[0]);
  give('444455556666', arns[1], groupId);
  expect(seen.accountsOf('admin@example.com')).toMatchObject([{ roles: ['ViewOnly'] }]);
  directory.addMembership(groupId, user.userId, 'a test');
  expect(seen.accountsOf('admin@example.com')).toEqual([
    { accountId: '444455556666', name: 'development', roles: ['ViewOnly', 'Admin'] },
  ]);
});
