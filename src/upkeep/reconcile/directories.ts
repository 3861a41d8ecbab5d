import type { Group, User } from '../../authentik/index.js';
import type { IdentityCenterUser } from '../../aws/users.js';
import { allOf } from '../../basics/all-of.js';
import { membersBelow } from '../../people/members-below.js';
import { scopeOf } from '../../people/scope.js';
import type { Context } from '../../procedure/context.js';
import type { Coverage } from './facts.js';
import { type GroupInAws, isManaged } from './group-pairs.js';

/** Both directories, and what of authentik's provisioning covers. */
export interface Directories {
  readonly users: readonly User[];
  /** All groups that authentik shows. */
  readonly groups: readonly Group[];
  readonly awsUsers: readonly IdentityCenterUser[];
  readonly awsGroups: readonly GroupInAws[];
  /** Whether provisioning covers a user; undefined where only authentik knows. */
  covers(user: User): boolean | undefined;
  coversGroup(group: Group): boolean;
  /** Names of the policies that decide who is covered. */
  readonly policies: readonly string[];
}

/**
 * Reads both directories, AWS first: whoever joins a group meanwhile is then a member in authentik
 * who is missing in AWS, and not the other way round, which would end what has just begun.
 */
export async function readDirectories(context: Context, coverage: Coverage): Promise<Directories> {
  const { authentik } = context;
  const [awsUsers, awsGroups] = await readAws(context);
  const [users, groups] = await Promise.all([
    allOf(authentik.users.all()),
    allOf(authentik.groups.all()),
  ]);
  const { groupPks } = coverage;
  return {
    ...{ users, groups, awsUsers, awsGroups },
    ...(await coverageOf(context, coverage, groups)),
    coversGroup: ({ pk }) => groupPks === undefined || groupPks.includes(pk),
  };
}

async function readAws({ aws, instance }: Context): Promise<[IdentityCenterUser[], GroupInAws[]]> {
  const { identityStoreId } = instance;
  const [users, groups] = await Promise.all([
    allOf(aws.users(identityStoreId)),
    allOf(aws.groups(identityStoreId)),
  ]);
  const withMembers: GroupInAws[] = [];
  for (const group of groups) {
    const { groupId } = group;
    const members = isManaged(group) ? await allOf(aws.memberships(identityStoreId, groupId)) : [];
    withMembers.push({ ...group, members });
  }
  return [users, withMembers];
}

async function coverageOf(
  { authentik }: Context,
  { userGroup, application }: Coverage,
  groups: readonly Group[],
): Promise<Pick<Directories, 'covers' | 'policies'>> {
  const isPerson = ({ kind }: User) => !kind.endsWith('service_account');
  if (userGroup !== undefined) {
    const members = new Set(groups.find(({ pk }) => pk === userGroup)?.memberPks);
    return { covers: (user) => isPerson(user) && members.has(user.pk), policies: [] };
  }
  if (!application) return { covers: isPerson, policies: [] };
  const bindings = await authentik.bindings.of(application.pk);
  const { weigh, groupPks, policies } = scopeOf(bindings, application.policyEngineMode);
  const membersOf = membersBelow(groups, groupPks);
  return { covers: (user) => isPerson(user) && weigh(user.pk, membersOf), policies };
}
