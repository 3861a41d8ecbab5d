import { z } from 'zod';
import type { Instance } from '../world/instance.js';
import { instanceOf, instancesInRegion, type Operation, readInput, seconds } from './call.js';
import { notFound } from './errors.js';
import { pageOf, pagingInput } from './paging.js';

const listInput = z.object(pagingInput);
const instanceInput = z.object({ InstanceArn: z.string(), ...pagingInput });
const assignmentsInput = z.object({
  InstanceArn: z.string(),
  AccountId: z.string().regex(/^\d{12}$/),
  PermissionSetArn: z.string(),
  ...pagingInput,
});

/** IAM Identity Center: its instances, permission sets and assignments. */
export const ssoAdminOperations: Readonly<Record<string, Operation>> = {
  ListInstances: (call) => {
    const wish = readInput(call, listInput);
    const { items, ...rest } = pageOf(instancesInRegion(call), {
      ...wish,
      pageSize: call.pageSize,
    });
    return { Instances: items.map(metadataOf), ...rest };
  },

  DescribeInstance: (call) => {
    const instance = instanceOf(call, readInput(call, instanceInput).InstanceArn);
    return {
      ...metadataOf(instance),
      EncryptionConfigurationDetails: { KeyType: 'AWS_OWNED_KMS_KEY', EncryptionStatus: 'ENABLED' },
      PermissionSetsEnabled: instance.ownerAccountId === call.world.managementAccountId,
    };
  },

  ListRegions: (call) => {
    const input = readInput(call, instanceInput);
    const regions = regionsOf(instanceOf(call, input.InstanceArn));
    const { items, ...rest } = pageOf(regions, { ...input, pageSize: call.pageSize });
    return { Regions: items, ...rest };
  },

  ListPermissionSets: (call) => {
    const input = readInput(call, instanceInput);
    const { permissionSetArns } = instanceOf(call, input.InstanceArn);
    const { items, ...rest } = pageOf(permissionSetArns, { ...input, pageSize: call.pageSize });
    return { PermissionSets: items, ...rest };
  },

  ListAccountAssignments: (call) => {
    const input = readInput(call, assignmentsInput);
    const instance = instanceOf(call, input.InstanceArn);
    if (!instance.permissionSetArns.includes(input.PermissionSetArn)) {
      throw notFound(`PermissionSet with id ${input.PermissionSetArn} does not exist`);
    }
    const wanted = instance.accountAssignments.filter(
      ({ accountId, permissionSetArn }) =>
        accountId === input.AccountId && permissionSetArn === input.PermissionSetArn,
    );
    const { items, ...rest } = pageOf(wanted, { ...input, pageSize: call.pageSize });
    return {
      AccountAssignments: items.map((assignment) => ({
        AccountId: assignment.accountId,
        PermissionSetArn: assignment.permissionSetArn,
        PrincipalType: assignment.principalType,
        PrincipalId: assignment.principalId,
      })),
      ...rest,
    };
  },
};

function metadataOf(instance: Instance): Record<string, unknown> {
  return {
    InstanceArn: instance.arn,
    IdentityStoreId: instance.identityStoreId,
    IdentityStoreArn: instance.identityStoreArn,
    OwnerAccountId: instance.ownerAccountId,
    CreatedDate: seconds(instance.createdDate),
    Status: instance.status,
    PrimaryRegion: instance.region,
    Regions: regionsOf(instance),
  };
}

function regionsOf(instance: Instance): Record<string, unknown>[] {
  return [
    {
      RegionName: instance.region,
      Status: 'ACTIVE',
      AddedDate: seconds(instance.createdDate),
      IsPrimaryRegion: true,
    },
  ];
}
