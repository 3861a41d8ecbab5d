import {
  DescribeInstanceCommand,
  ListInstancesCommand,
  ListPermissionSetsCommand,
  ListRegionsCommand,
  paginateListInstances,
} from '@aws-sdk/client-sso-admin';
import { expect, it } from 'vitest';
import { startAws } from '../../../../src/sandbox/aws/index.js';
import { clientsOf, startSandbox } from '../sandbox.js';

it('lists and describes the organization instance', async () => {
  const { ssoAdmin, accountId, region, instance } = await startSandbox();
  const { Instances } = await ssoAdmin.send(new ListInstancesCommand());
  expect(Instances).toEqual([
    {
      InstanceArn: expect.stringMatching(/^arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}$/),
      IdentityStoreId: expect.stringMatching(/^d-[0-9a-f]{10}$/),
      IdentityStoreArn: `arn:aws:identitystore::${accountId}:identitystore/${instance.identityStoreId}`,
      OwnerAccountId: accountId,
      CreatedDate: new Date('2025-05-14T09:12:36Z'),
      Status: 'ACTIVE',
      PrimaryRegion: region,
      Regions: [expect.objectContaining({ RegionName: region, IsPrimaryRegion: true })],
    },
  ]);
  const described = await ssoAdmin.send(
    new DescribeInstanceCommand({ InstanceArn: Instances?.[0]?.InstanceArn }),
  );
  expect(described).toMatchObject({
    IdentityStoreId: instance.identityStoreId,
    EncryptionConfigurationDetails: { KeyType: 'AWS_OWNED_KMS_KEY' },
    PermissionSetsEnabled: true,
  });
});

it('lists the Regions of an instance', async () => {
  const { ssoAdmin, instance, region } = await startSandbox();
  const { Regions } = await ssoAdmin.send(new ListRegionsCommand({ InstanceArn: instance.arn }));
  expect(Regions).toMatchObject([{ RegionName: region, Status: 'ACTIVE', IsPrimaryRegion: true }]);
});

it('shows nothing in another Region', async () => {
  const aws = await startSandbox();
  const { ssoAdmin } = clientsOf(aws, { region: 'eu-west-1' });
  expect((await ssoAdmin.send(new ListInstancesCommand())).Instances).toEqual([]);
  await expect(
    ssoAdmin.send(new DescribeInstanceCommand({ InstanceArn: aws.instance.arn })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('starts as an account instance, owned by an account that does not manage the organization', async () => {
  const { ssoAdmin, accountId, world } = await startSandbox({ instances: ['account'] });
  const { Instances } = await ssoAdmin.send(new ListInstancesCommand());
  expect(Instances).toMatchObject([{ OwnerAccountId: accountId }]);
  expect(accountId).not.toBe(world.managementAccountId);
});

it('starts without an instance, and then has no console', async () => {
  const aws = await startAws({ instances: [] });
  try {
    const { Instances } = await clientsOf(aws).ssoAdmin.send(new ListInstancesCommand());
    expect(Instances).toEqual([]);
    expect((await fetch(aws.console)).status).toBe(404);
  } finally {
    await aws.close();
  }
});

it('pages through several instances', async () => {
  const { ssoAdmin, world } = await startSandbox({
    instances: ['organization', 'account'],
    pageSize: 1,
  });
  const pages = [];
  for await (const page of paginateListInstances({ client: ssoAdmin }, {})) pages.push(page);
  expect(pages.map((page) => page.Instances?.length)).toEqual([1, 1]);
  expect(pages.flatMap((page) => page.Instances?.map((each) => each.OwnerAccountId))).toEqual(
    world.instances.map((each) => each.ownerAccountId),
  );
});

it('says of an instance whether it has permission sets', async () => {
  const { ssoAdmin, instance } = await startSandbox({ permissionSetsEnabled: false });
  const InstanceArn = instance.arn;
  const described = await ssoAdmin.send(new DescribeInstanceCommand({ InstanceArn }));
  expect(described.PermissionSetsEnabled).toBe(false);
  const list = new ListPermissionSetsCommand({ InstanceArn });
  await expect(ssoAdmin.send(list)).rejects.toMatchObject({ name: 'ValidationException' });
});

it('refuses pages that are not valid', async () => {
  const { ssoAdmin, instance } = await startSandbox();
  const InstanceArn = instance.arn;
  await expect(
    ssoAdmin.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 101 })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('MaxResults'),
  });
  await expect(
    ssoAdmin.send(new ListPermissionSetsCommand({ InstanceArn, NextToken: 'foreign' })),
  ).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('NextToken'),
  });
});
