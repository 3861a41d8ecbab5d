import { expect, test } from 'vitest';
import { readScimEndpoint } from '../../src/aws/scim-endpoint.js';
import { tryScimToken } from '../../src/aws/scim-probe.js';
import { Secret } from '../../src/basics/secret.js';
import type { AwsOptions } from '../../src/sandbox/aws/index.js';
import { ProvisioningTenant } from '../../src/sandbox/aws/world/provisioning.js';
import { laterRefusal } from '../saml/refusal.js';
import { onSandbox, theInstance } from './on-sandbox.js';

/** A pretended AWS with provisioning enabled, and what its console would show. */
async function provisioned(options: AwsOptions = {}) {
  const { aws, sandbox } = await onSandbox(options);
  const instance = theInstance(sandbox);
  const tenant = new ProvisioningTenant(() => new Date());
  instance.provisioning = tenant;
  const shown = `${sandbox.endpoint}/${tenant.tenantId}/scim/v2/`;
  const { region } = sandbox;
  const endpoint = readScimEndpoint(shown, { instance: { region }, loopback: sandbox.endpoint });
  return { aws, sandbox, instance, endpoint, token: tenant.generateToken().value };
}

async function send(url: string, token: string, body: object): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' },
    body: JSON.stringify(body),
  });
  const { id } = Object(await response.json());
  expect(response.status).toBe(201);
  return String(id);
}

test('the endpoint and the token that the console shows are good', async () => {
  const { endpoint, token } = await provisioned();
  await expect(tryScimToken(endpoint.url, new Secret(token))).resolves.toBeUndefined();
});

test('another token, and another tenant, are refused alike', async () => {
  const { endpoint, token } = await provisioned();
  const wrong = await laterRefusal(() => tryScimToken(endpoint.url, new Secret('another-token')));
  expect(wrong.message).toContain('does not accept the SCIM access token (401)');
  const other = endpoint.url.replace(endpoint.tenant, 'another-tenant');
  const stranger = await laterRefusal(() => tryScimToken(other, new Secret(token)));
  expect(stranger.message).toBe(wrong.message);
});

test('groups and members that SCIM made are told from those made by hand', async () => {
  const { aws, instance, endpoint, token } = await provisioned({ pageSize: 1 });
  const { directory, identityStoreId } = instance;
  const members = [];
  for (const name of ['alice', 'bob']) {
    const userName = `${name}@example.com`;
    const value = await send(`${endpoint.url}/Users`, token, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      externalId: name,
      userName,
      name: { givenName: name, familyName: 'Example' },
      displayName: name,
      emails: [{ value: userName, primary: true }],
    });
    members.push({ value });
  }
  const groupId = await send(`${endpoint.url}/Groups`, token, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    externalId: 'aws-users-of-authentik',
    displayName: 'aws-users',
    members,
  });
  directory.addGroup({ displayName: 'by hand', createdBy: 'test' });
  const found: (readonly [string, boolean])[] = [];
  for await (const group of aws.groups(identityStoreId)) {
    found.push([group.displayName, group.scimManaged]);
  }
  expect(Object.fromEntries(found)).toEqual({ 'aws-users': true, 'by hand': false });
  const userIds: string[] = [];
  for await (const { userId } of aws.memberships(identityStoreId, groupId)) userIds.push(userId);
  expect(userIds.sort()).toEqual(members.map(({ value }) => value).sort());
  expect(await aws.groupByName(identityStoreId, 'aws-users')).toMatchObject({
    groupId,
    externalIds: [{ id: 'aws-users-of-authentik' }],
  });
  expect(await aws.groupByName(identityStoreId, 'nobody')).toBeUndefined();
});

test('a missing right to read groups is named', async () => {
  const { aws, instance } = await provisioned({ deniedActions: ['identitystore:ListGroups'] });
  const reading = async () => {
    for await (const group of aws.groups(instance.identityStoreId)) expect(group).toBeUndefined();
  };
  const error = await laterRefusal(reading);
  expect(error.message).toContain('identitystore:ListGroups');
});
