import { z } from 'zod';
import type { Instance } from '../world/instance.js';
import { instanceOf, instancesInRegion, type Operation, readInput, seconds } from './call.js';
import { pageOf, pagingInput } from './paging.js';
import { hasPermissionSets } from './permission-set-access.js';

const listInput = z.object(pagingInput);
const instanceInput = z.object({ InstanceArn: z.string(), ...pagingInput });

/** IAM Identity Center: its instances and their Regions. */
export const instanceOperations: Readonly<Record<string, Operation>> = {
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
      PermissionSetsEnabled: hasPermissionSets(call, instance),
    };
  },

  ListRegions: (call) => {
    const input = readInput(call, instanceInput);
    const regions = regionsOf(instanceOf(call, input.InstanceArn));
    const { items, ...rest } = pageOf(regions, { ...input, pageSize: call.pageSize });
    return { Regions: items, ...rest };
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
