import {
  DescribePermissionSetProvisioningStatusCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ProvisioningStatus,
  ProvisionPermissionSetCommand,
} from '@aws-sdk/client-sso-admin';
import { expect, it } from 'vitest';
import { accessBench, DEVELOPMENT, PRODUCTION } from './access.js';

async function benchInUse() {
  const bench = await accessBench();
  const PermissionSetArn = await bench.make('set');
  for (const account of [DEVELOPMENT, PRODUCTION]) await bench.assign(PermissionSetArn, account);
  bench.finish();
  const one = { InstanceArn: bench.InstanceArn, PermissionSetArn };
  const outdated = async () => {
    const command = new ListAccountsForProvisionedPermissionSetCommand({
      ...one,
      ProvisioningStatus: ProvisioningStatus.LATEST_PERMISSION_SET_NOT_PROVISIONED,
    });
    return (await bench.ssoAdmin.send(command)).AccountIds;
  };
  const provision = async (arn = PermissionSetArn) => {
    const target = {
      ...one,
      PermissionSetArn: arn,
      TargetType: 'ALL_PROVISIONED_ACCOUNTS',
    } as const;
    const answer = await bench.ssoAdmin.send(new ProvisionPermissionSetCommand(target));
    return answer.PermissionSetProvisioningStatus;
  };
  const statusOf = async (ProvisionPermissionSetRequestId: string | undefined) => {
    const { InstanceArn } = bench;
    const input = { InstanceArn, ProvisionPermissionSetRequestId };
    const command = new DescribePermissionSetProvisioningStatusCommand(input);
    return (await bench.ssoAdmin.send(command)).PermissionSetProvisioningStatus;
  };
  return { ...bench, ...one, outdated, provision, statusOf };
}

it('brings a change to the accounts only when it is provisioned', async () => {
  const bench = await benchInUse();
  expect(await bench.outdated()).toEqual([]);
  await bench.attach(bench.PermissionSetArn);
  expect(await bench.outdated()).toEqual([DEVELOPMENT, PRODUCTION]);
  const begun = await bench.provision();
  expect(begun).toMatchObject({ Status: 'IN_PROGRESS' });
  bench.finish();
  expect(await bench.statusOf(begun?.RequestId)).toMatchObject({ Status: 'SUCCEEDED' });
  expect(await bench.outdated()).toEqual([]);
});

it('says why a change could not be brought to an account', async () => {
  const bench = await benchInUse();
  await bench.attach(bench.PermissionSetArn, 'arn:aws:iam::aws:policy/Nonsense');
  const begun = await bench.provision();
  bench.finish();
  expect(await bench.statusOf(begun?.RequestId)).toMatchObject({
    Status: 'FAILED',
    FailureReason: expect.stringContaining('Not supported policy'),
  });
  expect(await bench.outdated()).toEqual([DEVELOPMENT, PRODUCTION]);
});

it('lets three be under way and no more', async () => {
  const bench = await benchInUse();
  const others = [await bench.make('b'), await bench.make('c'), await bench.make('d')];
  for (const arn of others) await bench.provision(arn);
  await expect(bench.provision()).rejects.toMatchObject({ name: 'ThrottlingException' });
  await expect(bench.provision(others[0])).rejects.toMatchObject({ name: 'ConflictException' });
});
