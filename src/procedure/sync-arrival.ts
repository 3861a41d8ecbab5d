import type { User } from '../authentik/index.js';
import { allOf } from '../basics/all-of.js';
import { nameIdTrouble } from '../saml/name-id.js';
import type { Context } from './context.js';
import type { ScimScope } from './scim-scope.js';

/** A membership, by names: what stands in both systems alike. */
export interface Membership {
  readonly group: string;
  readonly userName: string;
}

/** What the sync should have brought about in AWS, held against what stands there. */
export interface Arrival {
  readonly users: number;
  readonly groups: number;
  /** Usable users in scope whom AWS does not have. */
  readonly missingUsers: readonly User[];
  readonly missingGroups: readonly string[];
  /** Where user and group are both there, and the membership is not. */
  readonly missingMembers: readonly Membership[];
  /** E-mail addresses of those deactivated in authentik alone whose users in AWS are enabled. */
  readonly stillEnabled: readonly string[];
  /** Users in scope whom AWS could never take, and why. */
  readonly unusable: readonly { readonly user: User; readonly why: string }[];
  /** User names that were made by hand and that the sync will take over, or stumble over. */
  readonly byHand: readonly string[];
  /** Names of groups with more members than AWS takes in one request. */
  readonly large: readonly string[];
}

/** AWS takes so many membership changes in one request (SCIM developer guide, creategroup). */
export const MEMBERS_PER_REQUEST = 100;

/** Whether everything that can arrive has arrived. */
export function isComplete({ missingUsers, missingGroups, missingMembers }: Arrival): boolean {
  return missingUsers.length + missingGroups.length + missingMembers.length === 0;
}

/** Reads both directories and compares them. */
export async function compareSides(
  context: Context,
  identityStoreId: string,
  scope: ScimScope,
): Promise<Arrival> {
  const [inScope, awsUsers, awsGroups, groups] = await Promise.all([
    usersInScope(context, scope),
    allOf(context.aws.users(identityStoreId)),
    allOf(context.aws.groups(identityStoreId)),
    groupsInScope(context, scope),
  ]);
  const judged = inScope.map((user) => ({ user, why: nameIdTrouble(user.email) }));
  const usable = judged.flatMap(({ user, why }) => (why === undefined ? [user] : []));
  const byName = new Map(awsUsers.map((user) => [user.userName, user]));
  const groupIds = new Map(awsGroups.map(({ displayName, groupId }) => [displayName, groupId]));
  const userNames = new Map(awsUsers.map(({ userId, userName }) => [userId, userName]));
  const members = await compareMembers(context, {
    identityStoreId,
    groups,
    groupIds,
    userNames,
    usable,
  });
  return {
    users: usable.length,
    groups: groups.length,
    missingUsers: usable.filter(({ email }) => !byName.has(email)),
    missingGroups: groups.filter((name) => !groupIds.has(name)),
    missingMembers: members.missing,
    stillEnabled: leaversAmong(usable).filter((email) => byName.get(email)?.enabled === true),
    unusable: judged.flatMap(({ user, why }) => (why === undefined ? [] : [{ user, why }])),
    byHand: usable.flatMap(({ email }) =>
      byName.get(email)?.scimManaged === false ? [email] : [],
    ),
    large: members.large,
  };
}

/** Whoever has the address of somebody active stands for that one. */
function leaversAmong(users: readonly User[]): string[] {
  const active = new Set(users.filter((user) => user.active).map(({ email }) => email));
  const left = users.filter((user) => !user.active && !active.has(user.email));
  return [...new Set(left.map(({ email }) => email))];
}

/** Whom the sync covers: everyone in scope but service accounts. */
export async function usersInScope(
  { authentik }: Context,
  { userGroups }: Pick<ScimScope, 'userGroups'>,
): Promise<User[]> {
  const users = await allOf(authentik.users.all(userGroups && { groupNames: [...userGroups] }));
  return users.filter(
    ({ kind }) => kind !== 'service_account' && kind !== 'internal_service_account',
  );
}

async function groupsInScope({ authentik }: Context, { groups }: ScimScope): Promise<string[]> {
  if (groups) return [...groups];
  return (await allOf(authentik.groups.all())).map(({ name }) => name);
}

interface Sides {
  readonly identityStoreId: string;
  readonly groups: readonly string[];
  readonly groupIds: ReadonlyMap<string, string>;
  readonly userNames: ReadonlyMap<string, string>;
  readonly usable: readonly User[];
}

/** Group by group, so that neither side is asked for more than one at a time. */
async function compareMembers({ authentik, aws }: Context, sides: Sides) {
  const inScope = new Set(sides.usable.map(({ pk }) => pk));
  // Whoever is missing himself is counted there alone.
  const known = new Set(sides.userNames.values());
  const missing: Membership[] = [];
  const large: string[] = [];
  for (const group of sides.groups) {
    const all = await allOf(authentik.users.all({ groupNames: [group] }));
    const wanted = all.filter(({ pk }) => inScope.has(pk)).map(({ email }) => email);
    if (wanted.length > MEMBERS_PER_REQUEST) large.push(group);
    const groupId = sides.groupIds.get(group);
    if (groupId === undefined || wanted.length === 0) continue;
    const there = await allOf(aws.memberships(sides.identityStoreId, groupId));
    const names = new Set(there.map(({ userId }) => sides.userNames.get(userId)));
    const late = wanted.filter((name) => known.has(name) && !names.has(name));
    missing.push(...late.map((userName) => ({ group, userName })));
  }
  return { missing, large };
}
