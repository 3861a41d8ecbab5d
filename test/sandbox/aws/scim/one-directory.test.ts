import {
  CreateUserCommand,
  DescribeUserCommand,
  GetUserIdCommand,
  ListGroupMembershipsCommand,
} from '@aws-sdk/client-identitystore';
import { describe, expect, it } from 'vitest';
import { serviceProviderWorld } from '../../../../src/sandbox/aws/service-provider-seam.js';
import { ProvisioningTenant } from '../../../../src/sandbox/aws/world/provisioning.js';
import { addGroup, addUser, patchBody, type ScimSandbox, startScim, userBody } from './scim.js';

const alice = 'alice@example.com';

/** Adds a user through the API, as a person or another tool does. */
async function addByHand({ identityStore, instance }: ScimSandbox): Promise<string> {
  const { UserId = '' } = await identityStore.send(
    new CreateUserCommand({
      IdentityStoreId: instance.identityStoreId,
      UserName: alice,
      DisplayName: 'By hand',
      Name: { GivenName: 'By', FamilyName: 'Hand' },
      Emails: [{ Value: alice, Type: 'work' }],
    }),
  );
  return UserId;
}

function describeUser({ identityStore, instance }: ScimSandbox, UserId: string) {
  const IdentityStoreId = instance.identityStoreId;
  return identityStore.send(new DescribeUserCommand({ IdentityStoreId, UserId }));
}

describe('what SCIM brings', () => {
  it('is there for the Identity Store API', async () => {
    const aws = await startScim();
    const phoneNumbers = [{ value: '+49 731 1', type: 'work' }];
    const addresses = [{ locality: 'Ulm', country: 'DE' }];
    const body = userBody(alice, { active: false, phoneNumbers, addresses });
    const id = String((await aws.scim('POST', '/Users', { body })).body.id);
    const ExternalId = { Issuer: aws.tenant.externalIdIssuer, Id: `external-${alice}` };
    expect(ExternalId.Issuer).toMatch(/^https:\/\/scim\.aws\.com\/.+/);
    expect(await describeUser(aws, id)).toMatchObject({
      UserName: alice,
      UserStatus: 'DISABLED',
      ExternalIds: [ExternalId],
      CreatedBy: 'SCIM',
      PhoneNumbers: [{ Value: '+49 731 1', Type: 'work' }],
      Addresses: [{ Locality: 'Ulm', Country: 'DE' }],
    });
    const IdentityStoreId = aws.instance.identityStoreId;
    const found = await aws.identityStore.send(
      new GetUserIdCommand({ IdentityStoreId, AlternateIdentifier: { ExternalId } }),
    );
    expect(found.UserId).toBe(id);
  });

  it('includes memberships', async () => {
    const aws = await startScim();
    const UserId = await addUser(aws, alice);
    const GroupId = await addGroup(aws, 'aws-users', [UserId]);
    const IdentityStoreId = aws.instance.identityStoreId;
    const { GroupMemberships } = await aws.identityStore.send(
      new ListGroupMembershipsCommand({ IdentityStoreId, GroupId }),
    );
    expect(GroupMemberships).toMatchObject([{ MemberId: { UserId } }]);
  });

  it('can sign in, unless it is deactivated', async () => {
    const aws = await startScim();
    const { userByName } = serviceProviderWorld(aws.world, aws.instance);
    const userId = await addUser(aws, alice);
    expect(userByName(alice)).toMatchObject({ userId, enabled: true });
    const body = patchBody({ op: 'replace', path: 'active', value: false });
    await aws.scim('PATCH', `/Users/${userId}`, { body });
    expect(userByName(alice)).toMatchObject({ userId, enabled: false });
  });
});

describe('a user made by hand', () => {
  it('keeps SCIM from creating the same, and is found by a filter', async () => {
    const aws = await startScim();
    const id = await addByHand(aws);
    expect((await aws.scim('POST', '/Users', { body: userBody(alice) })).status).toBe(409);
    const filter = encodeURIComponent(`userName eq "${alice}"`);
    const { body } = await aws.scim('GET', `/Users?filter=${filter}`);
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ id, displayName: 'By hand' }] });
    expect(JSON.stringify(body)).not.toContain('externalId');
  });

  it('is taken over by PUT, and keeps its ID', async () => {
    const aws = await startScim();
    const id = await addByHand(aws);
    expect((await aws.scim('PUT', `/Users/${id}`, { body: userBody(alice) })).status).toBe(201);
    expect(await describeUser(aws, id)).toMatchObject({
      DisplayName: 'Alice Example',
      ExternalIds: [{ Issuer: aws.tenant.externalIdIssuer, Id: `external-${alice}` }],
      CreatedBy: aws.world.caller.arn,
      UpdatedBy: 'SCIM',
    });
  });

  it('is taken over by PATCH', async () => {
    const aws = await startScim();
    const id = await addByHand(aws);
    const body = patchBody({ op: 'add', path: 'externalId', value: '42' });
    expect((await aws.scim('PATCH', `/Users/${id}`, { body })).status).toBe(200);
    expect(await describeUser(aws, id)).toMatchObject({
      DisplayName: 'By hand',
      ExternalIds: [{ Issuer: aws.tenant.externalIdIssuer, Id: '42' }],
    });
  });
});

it('keeps the external ID of an earlier tenant beside the new one', async () => {
  const aws = await startScim();
  const id = await addUser(aws, alice);
  const earlier = aws.tenant.externalIdIssuer;
  const tenant = new ProvisioningTenant(() => aws.world.now());
  aws.instance.provisioning = tenant;
  const sending = { tenantId: tenant.tenantId, token: tenant.generateToken().value };
  const before = await aws.scim('GET', `/Users/${id}`, sending);
  expect(before.body).not.toHaveProperty('externalId');
  await aws.scim('PUT', `/Users/${id}`, { ...sending, body: userBody(alice) });
  const { ExternalIds = [] } = await describeUser(aws, id);
  expect(ExternalIds.map(({ Issuer }) => Issuer)).toEqual([earlier, tenant.externalIdIssuer]);
});
