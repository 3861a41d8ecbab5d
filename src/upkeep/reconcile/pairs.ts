import type { User } from '../../authentik/index.js';
import { idsOfScim } from '../../aws/external-ids.js';
import type { IdentityCenterUser } from '../../aws/users.js';
import { grouped } from '../../basics/grouped.js';

/** Whose a user of AWS is. */
export type Owner =
  | { readonly kind: 'one'; readonly user: User }
  /** Several users of authentik could be meant, so nothing is concluded. */
  | { readonly kind: 'unclear'; readonly users: readonly User[] }
  /** Nobody's for certain. Namesakes have his name as address, but cannot sign in as him now. */
  | { readonly kind: 'nobody'; readonly namesakes: readonly User[] };

/** Which user of AWS stands for which user of authentik. */
export interface Pairs {
  ownerOf(awsUser: IdentityCenterUser): Owner;
  /** The users of AWS that bear his external ID; more than one only where somebody meddled. */
  bearersOf(user: User): readonly IdentityCenterUser[];
  /** Everyone in authentik with this address, case left aside. */
  withAddress(email: string): readonly User[];
  named(name: string): IdentityCenterUser | undefined;
  /** The users of AWS of this name when case is left aside. */
  spelledLike(name: string): readonly IdentityCenterUser[];
  withEmail(email: string): IdentityCenterUser | undefined;
}

/**
 * Pairs the users of both sides. The external ID that SCIM left is authentik's `uid` of the user
 * (seen on all recorded releases): whoever has it owns the user of AWS, active or not, and nobody
 * else does. Only without such an owner does the user name count, which is what a sign-in tells AWS:
 * to the letter, and where exactly one active user has that address. AWS does not say whether case
 * counts in its user names, so addresses that differ by case alone count as shared.
 */
export function pairUsers(users: readonly User[], awsUsers: readonly IdentityCenterUser[]): Pairs {
  const byUid = new Map(users.flatMap((user) => (user.uid ? [[user.uid, user] as const] : [])));
  const byAddress = grouped(users, ({ email }) => email.toLowerCase());
  const byFolded = grouped(awsUsers, ({ userName }) => userName.toLowerCase());
  const byName = new Map(awsUsers.map((user) => [user.userName, user]));
  const byEmail = new Map(
    awsUsers.flatMap((user) => user.emails.map((email) => [email.toLowerCase(), user] as const)),
  );
  const claimantsOf = ({ externalIds }: IdentityCenterUser) =>
    [...new Set(idsOfScim(externalIds))].flatMap((id) => byUid.get(id) ?? []);
  const bearers = new Map<number, IdentityCenterUser[]>();
  for (const awsUser of awsUsers) {
    for (const { pk } of claimantsOf(awsUser)) {
      bearers.set(pk, [...(bearers.get(pk) ?? []), awsUser]);
    }
  }
  const bearersOf = ({ pk }: User) => bearers.get(pk) ?? [];
  const withAddress = (email: string) => byAddress.get(email.toLowerCase()) ?? [];
  return {
    ownerOf(awsUser) {
      const claimants = claimantsOf(awsUser);
      const [user] = claimants;
      if (!user) return ownerByName(awsUser, withAddress(awsUser.userName));
      const isClear = claimants.length === 1 && bearersOf(user).length === 1;
      return isClear ? { kind: 'one', user } : { kind: 'unclear', users: claimants };
    },
    bearersOf,
    withAddress,
    named: (name) => byName.get(name),
    spelledLike: (name) => byFolded.get(name.toLowerCase()) ?? [],
    withEmail: (email) => byEmail.get(email.toLowerCase()),
  };
}

function ownerByName({ userName }: IdentityCenterUser, namesakes: readonly User[]): Owner {
  const active = namesakes.filter((user) => user.active);
  if (active.length > 1) return { kind: 'unclear', users: active };
  const [user] = active;
  return user?.email === userName ? { kind: 'one', user } : { kind: 'nobody', namesakes };
}
