import { z } from 'zod';
import type { DirectoryGroup } from '../world/people.js';
import { identityStoreOf, type Operation, readInput } from './call.js';
import {
  alternateIdentifier,
  filtered,
  filtersInput,
  findRecord,
  recordOf,
  storeInput,
  uniquely,
} from './identity-store.js';
import { pageOf, pagingInput } from './paging.js';
import { stampOutput } from './user-form.js';

const listInput = z.object({ ...storeInput, ...pagingInput, ...filtersInput('DisplayName') });
const createInput = z.object({
  ...storeInput,
  DisplayName: z.string().min(1).max(1024),
  Description: z.string().max(1024).optional(),
});
const idInput = z.object({ ...storeInput, GroupId: z.string() });
const lookupInput = z.object({
  ...storeInput,
  AlternateIdentifier: alternateIdentifier({ displayName: 'displayName' }),
});

/** The identity store: its groups. */
export const groupOperations: Readonly<Record<string, Operation>> = {
  ListGroups: (call) => {
    const input = readInput(call, listInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    const groups = filtered(directory.groups, 'displayName', input.Filters);
    const { items, ...rest } = pageOf(groups, { ...input, pageSize: call.pageSize });
    return { Groups: items.map((group) => groupOutput(group, identityStoreId)), ...rest };
  },

  DescribeGroup: (call) => {
    const input = readInput(call, idInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    return groupOutput(recordOf(directory.groups, 'GROUP', input.GroupId), identityStoreId);
  },

  GetGroupId: (call) => {
    const input = readInput(call, lookupInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    const { groupId } = findRecord(directory.groups, 'GROUP', input.AlternateIdentifier);
    return { GroupId: groupId, IdentityStoreId: identityStoreId };
  },

  CreateGroup: (call) => {
    const input = readInput(call, createInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    const { groupId } = uniquely(() =>
      directory.addGroup({
        displayName: input.DisplayName,
        description: input.Description,
        createdBy: call.world.caller.arn,
      }),
    );
    return { GroupId: groupId, IdentityStoreId: identityStoreId };
  },
};

function groupOutput(group: DirectoryGroup, identityStoreId: string): Record<string, unknown> {
  return {
    IdentityStoreId: identityStoreId,
    GroupId: group.groupId,
    DisplayName: group.displayName,
    Description: group.description,
    ExternalIds: group.externalIds.map(({ issuer, id }) => ({ Issuer: issuer, Id: id })),
    ...stampOutput(group),
  };
}
