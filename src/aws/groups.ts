import { z } from 'zod';
import { AwsError, explained, explainedPages } from './errors.js';
import { type ExternalId, externalIdsSchema, isOfScim } from './external-ids.js';
import { operations } from './iam-actions.js';
import { listed } from './listed.js';
import { callOf, type Session } from './session.js';

/** A group of the identity store. */
export interface IdentityCenterGroup {
  readonly groupId: string;
  /** Unique. */
  readonly displayName: string;
  /** SCIM leaves it empty. */
  readonly description?: string | undefined;
  readonly externalIds: readonly ExternalId[];
  /** Whether SCIM made or took over the group, as far as an external ID shows it. */
  readonly scimManaged: boolean;
}

/** That a user belongs to a group. */
export interface GroupMembership {
  readonly membershipId: string;
  readonly userId: string;
}

/** The most rows that AWS gives on one page (SDK, ListGroups and ListGroupMemberships). */
const PAGE_SIZE = 100;

const groupSchema = z
  .object({
    GroupId: z.string(),
    DisplayName: z.string().catch(''),
    Description: z.string().optional().catch(undefined),
    ExternalIds: externalIdsSchema,
  })
  .transform(
    (row): IdentityCenterGroup => ({
      groupId: row.GroupId,
      displayName: row.DisplayName,
      description: row.Description,
      externalIds: row.ExternalIds,
      scimManaged: isOfScim(row.ExternalIds),
    }),
  );

/** The SDK has other kinds of members in mind: what is no user is passed over. */
const membershipSchema = z.object({
  MembershipId: z.string(),
  MemberId: z.object({ UserId: z.string().optional() }).optional(),
});

/** All groups, page by page: a store may hold 100,000. */
export async function* listGroups(
  session: Session,
  identityStoreId: string,
): AsyncGenerator<IdentityCenterGroup, void, undefined> {
  const call = callOf(session, operations.listGroups);
  const { sdk, client } = await session.clients.identityStore();
  const pages = sdk.paginateListGroups(
    { client, pageSize: PAGE_SIZE },
    { IdentityStoreId: identityStoreId },
  );
  for await (const page of explainedPages(call, pages)) {
    for (const group of await explained(call, async () => listed(page.Groups))) {
      yield await explained(call, async () => groupSchema.parse(group));
    }
  }
}

/** All members of a group, page by page. */
export async function* listMemberships(
  session: Session,
  identityStoreId: string,
  groupId: string,
): AsyncGenerator<GroupMembership, void, undefined> {
  const call = callOf(session, operations.listGroupMemberships);
  const { sdk, client } = await session.clients.identityStore();
  const pages = sdk.paginateListGroupMemberships(
    { client, pageSize: PAGE_SIZE },
    { IdentityStoreId: identityStoreId, GroupId: groupId },
  );
  for await (const page of explainedPages(call, pages)) {
    for (const membership of await explained(call, async () => listed(page.GroupMemberships))) {
      const { MembershipId: membershipId, MemberId } = await explained(call, async () =>
        membershipSchema.parse(membership),
      );
      if (MemberId?.UserId !== undefined) yield { membershipId, userId: MemberId.UserId };
    }
  }
}

/** The group of exactly this name, or undefined. */
export async function findGroup(
  session: Session,
  identityStoreId: string,
  displayName: string,
): Promise<IdentityCenterGroup | undefined> {
  try {
    const groupId = await groupIdOf(session, identityStoreId, displayName);
    return await explained(callOf(session, operations.describeGroup), async () => {
      const { sdk, client } = await session.clients.identityStore();
      const command = new sdk.DescribeGroupCommand({
        IdentityStoreId: identityStoreId,
        GroupId: groupId,
      });
      return groupSchema.parse(await client.send(command));
    });
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function groupIdOf(
  session: Session,
  identityStoreId: string,
  displayName: string,
): Promise<string | undefined> {
  return explained(callOf(session, operations.getGroupId), async () => {
    const { sdk, client } = await session.clients.identityStore();
    const command = new sdk.GetGroupIdCommand({
      IdentityStoreId: identityStoreId,
      AlternateIdentifier: {
        UniqueAttribute: { AttributePath: 'displayName', AttributeValue: displayName },
      },
    });
    return (await client.send(command)).GroupId;
  });
}
