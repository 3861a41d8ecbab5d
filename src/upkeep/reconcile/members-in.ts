import type { User } from '../../authentik/index.js';
import { idsOfScim } from '../../aws/external-ids.js';
import type { IdentityCenterUser } from '../../aws/users.js';
import type { GroupInAws } from './group-pairs.js';
import type { Owner, Pairs } from './pairs.js';

/** A member of a group of AWS. */
export interface MemberInAws {
  readonly membershipId: string;
  readonly userName: string;
  readonly owner: Owner;
  /** Whether SCIM once brought him for a user of authentik. */
  readonly wasBrought: boolean;
}

/** Gives the members of a group; of AWS's users those alone who were there when they were listed. */
export type MembersIn = (group: GroupInAws) => MemberInAws[];

/** What authentik sends as external ID of a user (seen on all recorded releases). */
const UID = /^[0-9a-f]{64}$/;

/** Knows whose every member is: by the names that users are about to have. */
export function membersIn(
  awsUsers: readonly IdentityCenterUser[],
  pairs: Pairs,
  { renamed }: { readonly renamed: ReadonlyMap<string, User> },
): MembersIn {
  const byId = new Map(awsUsers.map((user) => [user.userId, user]));
  return ({ members }) =>
    members.flatMap(({ membershipId, userId }) => {
      const awsUser = byId.get(userId);
      if (!awsUser) return [];
      const user = renamed.get(userId);
      const owner: Owner = user ? { kind: 'one', user } : pairs.ownerOf(awsUser);
      const wasBrought = idsOfScim(awsUser.externalIds).some((id) => UID.test(id));
      return [{ membershipId, userName: awsUser.userName, owner, wasBrought }];
    });
}
