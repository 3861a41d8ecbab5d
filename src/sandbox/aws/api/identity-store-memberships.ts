import { z } from 'zod';
import type { Membership } from '../world/people.js';
import { type Call, identityStoreOf, type Operation, readInput } from './call.js';
import { recordOf, storeInput, uniquely } from './identity-store.js';
import { pageOf, pagingInput } from './paging.js';
import { stampOutput } from './user-form.js';

const member = { MemberId: z.object({ UserId: z.string() }) };
const ofGroupInput = z.object({ ...storeInput, GroupId: z.string(), ...pagingInput });
const ofMemberInput = z.object({ ...storeInput, ...member, ...pagingInput });
const createInput = z.object({ ...storeInput, GroupId: z.string(), ...member });
const idInput = z.object({ ...storeInput, MembershipId: z.string() });
const existenceInput = z.object({
  ...storeInput,
  ...member,
  GroupIds: z.array(z.string()).min(1).max(100),
});

/** The identity store: who is a member of which group. */
export const membershipOperations: Readonly<Record<string, Operation>> = {
  ListGroupMemberships: (call) => {
    const input = readInput(call, ofGroupInput);
    const { directory } = identityStoreOf(call, input.IdentityStoreId);
    const { groupId } = recordOf(directory.groups, 'GROUP', input.GroupId);
    const found = directory.memberships.all().filter((entry) => entry.groupId === groupId);
    return membershipPage(call, input, found);
  },

  ListGroupMembershipsForMember: (call) => {
    const input = readInput(call, ofMemberInput);
    const { directory } = identityStoreOf(call, input.IdentityStoreId);
    const { userId } = recordOf(directory.users, 'USER', input.MemberId.UserId);
    const found = directory.memberships.all().filter((entry) => entry.userId === userId);
    return membershipPage(call, input, found);
  },

  IsMemberInGroups: (call) => {
    const input = readInput(call, existenceInput);
    const { directory } = identityStoreOf(call, input.IdentityStoreId);
    const { userId } = recordOf(directory.users, 'USER', input.MemberId.UserId);
    return {
      Results: input.GroupIds.map((groupId) => ({
        GroupId: groupId,
        MemberId: { UserId: userId },
        MembershipExists: directory.membership(groupId, userId) !== undefined,
      })),
    };
  },

  CreateGroupMembership: (call) => {
    const input = readInput(call, createInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    const { groupId } = recordOf(directory.groups, 'GROUP', input.GroupId);
    const { userId } = recordOf(directory.users, 'USER', input.MemberId.UserId);
    const { membershipId } = uniquely(() =>
      directory.addMembership(groupId, userId, call.world.caller.arn),
    );
    return { MembershipId: membershipId, IdentityStoreId: identityStoreId };
  },

  DeleteGroupMembership: (call) => {
    const input = readInput(call, idInput);
    const { directory } = identityStoreOf(call, input.IdentityStoreId);
    const { membershipId } = recordOf(
      directory.memberships,
      'GROUP_MEMBERSHIP',
      input.MembershipId,
    );
    directory.memberships.remove(membershipId);
    return {};
  },
};

function membershipPage(
  call: Call,
  input: {
    IdentityStoreId: string;
    MaxResults?: number | undefined;
    NextToken?: string | undefined;
  },
  memberships: readonly Membership[],
): Record<string, unknown> {
  const { items, ...rest } = pageOf(memberships, { ...input, pageSize: call.pageSize });
  return {
    GroupMemberships: items.map((membership) => ({
      IdentityStoreId: input.IdentityStoreId,
      MembershipId: membership.membershipId,
      GroupId: membership.groupId,
      MemberId: { UserId: membership.userId },
      ...stampOutput(membership),
    })),
    ...rest,
  };
}
