import { explained } from './errors.js';
import { operations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

/** A user to be made, in the attributes that SCIM would send of him. */
export interface NewIdentityCenterUser {
  /** Also the one e-mail address. */
  readonly userName: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** Makes a user and gives his ID. The name must be free. */
export async function createUser(
  session: Session,
  identityStoreId: string,
  { userName, displayName, givenName, familyName }: NewIdentityCenterUser,
): Promise<string> {
  return explained(callOf(session, operations.createUser), async () => {
    const { sdk, client } = await session.clients.identityStore();
    const command = new sdk.CreateUserCommand({
      IdentityStoreId: identityStoreId,
      UserName: userName,
      DisplayName: displayName,
      Name: { GivenName: givenName, FamilyName: familyName, Formatted: displayName },
      Emails: [{ Value: userName, Type: 'work', Primary: true }],
    });
    const { UserId: userId } = await client.send(command);
    if (userId === undefined) throw new Error('CreateUser answered without a UserId');
    return userId;
  });
}

/**
 * Gives a user another user name; everything else of him stays. The attribute is spelled
 * `userName`: AWS refuses the `UserName` of its own answers (reported by users of the API and by
 * AWS's support on re:Post, not in its documentation).
 */
export async function renameUser(
  session: Session,
  identityStoreId: string,
  { userId, userName }: { readonly userId: string; readonly userName: string },
): Promise<void> {
  await explained(callOf(session, operations.updateUser), async () => {
    const { sdk, client } = await session.clients.identityStore();
    const command = new sdk.UpdateUserCommand({
      IdentityStoreId: identityStoreId,
      UserId: userId,
      Operations: [{ AttributePath: 'userName', AttributeValue: userName }],
    });
    await client.send(command);
  });
}
