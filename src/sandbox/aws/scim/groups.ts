import { z } from 'zod';
import type { DirectoryGroup, GroupChanges } from '../world/people.js';
import { SCIM } from '../world/provisioning.js';
import { metaOf, type OperationCall, type ScimOperation, uniquely } from './call.js';
import { noSuchResource } from './errors.js';
import { externalIdOf, externalIdsOf } from './external-ids.js';
import { foundGroups } from './group-filter.js';
import { type GroupPatch, MOST_MEMBERS, members, readGroupPatch } from './group-patch.js';
import { listAnswer } from './list.js';
import { externalId, groupName, readBody, schemas, schemasOf } from './rules.js';

/** "Duplicate GroupDisplayName" was seen on AWS; the other is made after it. */
const duplicates = {
  displayName: 'Duplicate GroupDisplayName',
  externalId: 'Duplicate GroupExternalId',
};

const newGroup = z.strictObject({
  schemas: schemasOf(schemas.group),
  displayName: groupName,
  externalId: externalId.optional(),
  members: members.max(MOST_MEMBERS).default([]),
});

/** The SCIM operations on groups. There is no PutGroup. */
export const groupOperations: Readonly<Record<string, ScimOperation>> = {
  CreateGroup: (call) => ({
    status: 201,
    body: groupResource(createGroup(call, readBody(newGroup, call.body)), call.issuer),
  }),

  GetGroup: (call) => ({ status: 200, body: withoutMembers(groupOf(call), call.issuer) }),

  ListGroups: (call) =>
    listAnswer(call, foundGroups(call), (group) => withoutMembers(group, call.issuer)),

  PatchGroup: (call) => {
    const group = groupOf(call);
    const patch = readGroupPatch(call.body);
    for (const [userId] of patch.memberships) checkUser(call, userId);
    changeGroup(call, group, patch);
    changeMemberships(call, group, patch);
    return { status: 204 };
  },

  DeleteGroup: (call) => {
    call.directory.removeGroup(groupOf(call).groupId);
    return { status: 204 };
  },
};

function groupOf({ directory, id }: OperationCall): DirectoryGroup {
  const found = directory.groups.get(id);
  if (found === undefined) throw noSuchResource('Group not found');
  return found;
}

function checkUser({ directory }: OperationCall, userId: string): void {
  if (directory.users.get(userId) === undefined) throw noSuchResource('User not found');
}

/** A name that is taken counts before a member who is not there, as in authentik's recordings. */
function createGroup(call: OperationCall, given: z.output<typeof newGroup>): DirectoryGroup {
  const { directory, issuer } = call;
  const { displayName } = given;
  const externalIds = externalIdsOf([], issuer, given.externalId);
  const group = uniquely(
    () => directory.addGroup({ displayName, externalIds, createdBy: SCIM }),
    duplicates,
  );
  try {
    for (const { value } of given.members) checkUser(call, value);
  } catch (error) {
    directory.removeGroup(group.groupId);
    throw error;
  }
  for (const userId of new Set(given.members.map(({ value }) => value))) {
    directory.addMembership(group.groupId, userId, SCIM);
  }
  return group;
}

function changeGroup(
  { directory, issuer }: OperationCall,
  group: DirectoryGroup,
  { displayName, externalId: given }: GroupPatch,
): void {
  const changes: GroupChanges = {
    ...(displayName !== undefined && { displayName }),
    ...(given !== undefined && {
      externalIds: externalIdsOf(group.externalIds, issuer, given.id),
    }),
  };
  uniquely(() => directory.updateGroup(group, changes, SCIM), duplicates);
}

/** Adding a member who is there already, or removing one who is not, changes nothing. */
function changeMemberships(
  { directory }: OperationCall,
  { groupId }: DirectoryGroup,
  { memberships }: GroupPatch,
): void {
  for (const [userId, isMember] of memberships) {
    const present = directory.membership(groupId, userId);
    if (isMember && present === undefined) directory.addMembership(groupId, userId, SCIM);
    if (!isMember && present !== undefined) directory.memberships.remove(present.membershipId);
  }
}

/** A group as CreateGroup answers it: AWS's example has no `members` (SCIM developer guide, creategroup). */
function groupResource(group: DirectoryGroup, issuer: string): Record<string, unknown> {
  return {
    id: group.groupId,
    externalId: externalIdOf(group.externalIds, issuer),
    meta: metaOf('Group', group),
    schemas: [schemas.group],
    displayName: group.displayName,
  };
}

/** A group as it is read: `members` is always empty (SCIM developer guide, getgroup). */
function withoutMembers(group: DirectoryGroup, issuer: string): Record<string, unknown> {
  return { ...groupResource(group, issuer), members: [] };
}
