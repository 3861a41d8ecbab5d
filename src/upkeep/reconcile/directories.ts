import type { Group, User } from '../../authentik/index.js';
import type { GroupMembership, IdentityCenterGroup } from '../../aws/groups.js';
import type { IdentityCenterUser } from '../../aws/users.js';
import { allOf } from '../../basics/all-of.js';
import type { Context } from '../../procedure/context.js';
import { readScope } from '../../procedure/people-in-scope.js';
import type { Coverage } from './facts.js';

/** A group that provisioning covers, and what stands for it in AWS. */
export interface CoveredGroup extends Group {
  /** The group of AWS that is authentik's. */
  readonly ours: IdentityCenterGroup | undefined;
  /** A group of AWS with this name that is not. */
  readonly foreign: IdentityCenterGroup | undefined;
  readonly members: readonly GroupMembership[];
}

/** Both directories, as far as provisioning covers them. */
export interface Directories {
  readonly users: readonly User[];
  /** Whether provisioning covers a user, as far as that is known. */
  covers(user: User): boolean;
  readonly groups: readonly CoveredGroup[];
  readonly awsUsers: readonly IdentityCenterUser[];
}

/**
 * Reads both directories, and in AWS the members of authentik's own groups alone.
 * @param madeHere names of the groups that an earlier reconciliation made
 */
export async function readDirectories(
  context: Context,
  coverage: Coverage,
  madeHere: ReadonlySet<string>,
): Promise<Directories> {
  const { authentik, aws, instance } = context;
  const { identityStoreId } = instance;
  const [users, groups, awsUsers, awsGroups] = await Promise.all([
    allOf(authentik.users.all()),
    allOf(authentik.groups.all()),
    allOf(aws.users(identityStoreId)),
    allOf(aws.groups(identityStoreId)),
  ]);
  const { groupPks } = coverage;
  const covered = groups.filter(({ pk }) => groupPks === undefined || groupPks.includes(pk));
  const found = covered.map((group) => ({ ...group, ...inAws(group, awsGroups, madeHere) }));
  const withMembers: CoveredGroup[] = [];
  for (const group of found) {
    const members = group.ours
      ? await allOf(aws.memberships(identityStoreId, group.ours.groupId))
      : [];
    withMembers.push({ ...group, members });
  }
  const covers = await coverageOf(context, coverage, groups);
  return { users, covers, groups: withMembers, awsUsers };
}

/**
 * SCIM leaves the group's UUID as external ID (seen on all recorded releases). A name alone makes
 * no group authentik's: somebody may have made it by hand.
 */
function inAws(
  { pk, name }: Group,
  awsGroups: readonly IdentityCenterGroup[],
  madeHere: ReadonlySet<string>,
) {
  const byId = awsGroups.find(
    ({ scimManaged, externalIds }) => scimManaged && externalIds.some(({ id }) => id === pk),
  );
  const named = awsGroups.find(({ displayName }) => displayName === name);
  const ours = byId ?? (named?.scimManaged || madeHere.has(name) ? named : undefined);
  return { ours, foreign: ours ? undefined : named };
}

async function coverageOf(
  { authentik }: Context,
  { userGroup, applicationSlug }: Coverage,
  groups: readonly Group[],
): Promise<(user: User) => boolean> {
  const membersOf = new Map(groups.map(({ name, memberPks }) => [name, new Set(memberPks)]));
  const isPerson = ({ kind }: User) => !kind.endsWith('service_account');
  if (userGroup !== undefined) {
    return (user) => isPerson(user) && membersOf.get(userGroup)?.has(user.pk) === true;
  }
  if (!authentik.release.atLeast(2026, 2)) return isPerson;
  const application = await authentik.applications.bySlug(applicationSlug);
  const scope = await readScope(authentik, application);
  return (user) => isPerson(user) && scope.includes(user.pk, membersOf);
}
