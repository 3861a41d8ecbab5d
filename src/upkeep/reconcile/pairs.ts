import type { User } from '../../authentik/index.js';
import type { IdentityCenterUser } from '../../aws/users.js';

/** Which user of AWS stands for which users of authentik. */
export interface Pairs {
  awsUserOf(user: User): IdentityCenterUser | undefined;
  /** Several where they share an e-mail address; none where authentik knows nobody like this. */
  usersOf(awsUser: IdentityCenterUser): readonly User[];
  named(name: string): IdentityCenterUser | undefined;
  /** The users of AWS of this name when case is left aside. */
  spelledLike(name: string): readonly IdentityCenterUser[];
  withEmail(email: string): IdentityCenterUser | undefined;
}

/**
 * Pairs the users of both sides: by the external ID that SCIM left, which is authentik's `uid` of
 * the user (seen on all recorded releases), else by the user name, which is the e-mail address.
 */
export function pairUsers(users: readonly User[], awsUsers: readonly IdentityCenterUser[]): Pairs {
  const byExternalId = new Map<string, IdentityCenterUser>();
  const byName = new Map<string, IdentityCenterUser>();
  const byFolded = new Map<string, IdentityCenterUser[]>();
  const byEmail = new Map<string, IdentityCenterUser>();
  for (const user of awsUsers) {
    if (user.scimManaged) for (const { id } of user.externalIds) byExternalId.set(id, user);
    byName.set(user.userName, user);
    const folded = user.userName.toLowerCase();
    byFolded.set(folded, [...(byFolded.get(folded) ?? []), user]);
    for (const email of user.emails) byEmail.set(email.toLowerCase(), user);
  }
  const awsUserOf = ({ uid, email }: User) =>
    (uid === undefined ? undefined : byExternalId.get(uid)) ?? byName.get(email);
  const owners = new Map<string, User[]>();
  for (const user of users) {
    const id = awsUserOf(user)?.userId;
    if (id !== undefined) owners.set(id, [...(owners.get(id) ?? []), user]);
  }
  return {
    awsUserOf,
    usersOf: ({ userId }) => owners.get(userId) ?? [],
    named: (name) => byName.get(name),
    spelledLike: (name) => byFolded.get(name.toLowerCase()) ?? [],
    withEmail: (email) => byEmail.get(email.toLowerCase()),
  };
}
