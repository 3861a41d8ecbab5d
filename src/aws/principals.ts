import { z } from 'zod';
import type { Principal } from './account-assignments.js';
import { AwsError, explained, explainedPages } from './errors.js';
import { accessOperations, operations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

const groupSchema = z.object({ GroupId: z.string() });

/** The display name of a group or the user name of a user; undefined for one that is gone. */
export async function nameOf(
  session: Session,
  IdentityStoreId: string,
  { type, id }: Principal,
): Promise<string | undefined> {
  const operation = type === 'USER' ? operations.describeUser : operations.describeGroup;
  try {
    return await explained(callOf(session, operation), async () => {
      const { sdk, client } = await session.clients.identityStore();
      if (type === 'GROUP') {
        const command = new sdk.DescribeGroupCommand({ IdentityStoreId, GroupId: id });
        return (await client.send(command)).DisplayName;
      }
      return (await client.send(new sdk.DescribeUserCommand({ IdentityStoreId, UserId: id })))
        .UserName;
    });
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** The IDs of the groups that a user is a direct member of; Identity Center knows no nested ones. */
export async function groupsOf(
  session: Session,
  IdentityStoreId: string,
  userId: string,
): Promise<string[]> {
  const call = callOf(session, accessOperations.groupsOfUser);
  const { sdk, client } = await session.clients.identityStore();
  const pages = sdk.paginateListGroupMembershipsForMember(
    { client, pageSize: 100 },
    { IdentityStoreId, MemberId: { UserId: userId } },
  );
  const found: string[] = [];
  for await (const page of explainedPages(call, pages)) {
    for (const membership of page.GroupMemberships ?? []) {
      found.push((await explained(call, async () => groupSchema.parse(membership))).GroupId);
    }
  }
  return found;
}
