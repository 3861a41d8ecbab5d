import { AwsError, explained } from './errors.js';
import { listMemberships } from './groups.js';
import { operations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

/** A group to be made. */
export interface NewIdentityCenterGroup {
  readonly displayName: string;
  /** At most 1,024 characters (SDK, CreateGroup). */
  readonly description: string;
}

/** Makes an empty group and gives its ID. The name must be free. */
export async function createGroup(
  session: Session,
  identityStoreId: string,
  { displayName, description }: NewIdentityCenterGroup,
): Promise<string> {
  return explained(callOf(session, operations.createGroup), async () => {
    const { sdk, client } = await session.clients.identityStore();
    const names = { DisplayName: displayName, Description: description };
    const input = { IdentityStoreId: identityStoreId, ...names };
    const { GroupId: groupId } = await client.send(new sdk.CreateGroupCommand(input));
    if (groupId === undefined) throw new Error('CreateGroup answered without a GroupId');
    return groupId;
  });
}

/** Makes a user a member of a group; one who is a member already is as good. */
export async function addMembership(
  session: Session,
  identityStoreId: string,
  membership: { readonly groupId: string; readonly userId: string },
): Promise<void> {
  const { groupId, userId } = membership;
  try {
    await explained(callOf(session, operations.createGroupMembership), async () => {
      const { sdk, client } = await session.clients.identityStore();
      const member = { GroupId: groupId, MemberId: { UserId: userId } };
      const input = { IdentityStoreId: identityStoreId, ...member };
      await client.send(new sdk.CreateGroupMembershipCommand(input));
    });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ConflictException') throw error;
    if (error.reason === 'UNIQUENESS_CONSTRAINT_VIOLATION') return;
    // The SDK's documentation leaves open whether AWS always gives the reason.
    const unsaid = error.reason === undefined;
    if (!unsaid || !(await isMember(session, identityStoreId, membership))) throw error;
  }
}

/** Reads all members: IsMemberInGroups would be an action of its own, for what hardly happens. */
async function isMember(
  session: Session,
  identityStoreId: string,
  { groupId, userId }: { readonly groupId: string; readonly userId: string },
): Promise<boolean> {
  for await (const member of listMemberships(session, identityStoreId, groupId)) {
    if (member.userId === userId) return true;
  }
  return false;
}

/** Ends a membership; one that is gone already is as good. */
export async function removeMembership(
  session: Session,
  identityStoreId: string,
  membershipId: string,
): Promise<void> {
  await explained(callOf(session, operations.deleteGroupMembership), async () => {
    const { sdk, client } = await session.clients.identityStore();
    const input = { IdentityStoreId: identityStoreId, MembershipId: membershipId };
    await client.send(new sdk.DeleteGroupMembershipCommand(input));
  }).catch(unless('ResourceNotFoundException'));
}

function unless(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof AwsError) || error.code !== code) throw error;
  };
}
