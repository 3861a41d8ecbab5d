import type { Group } from '../../authentik/index.js';
import { idsOfScim } from '../../aws/external-ids.js';
import type { GroupMembership, IdentityCenterGroup } from '../../aws/groups.js';
import { grouped } from '../../basics/grouped.js';
import { markedFor } from './mark.js';

/** A group of AWS with its members, who are read of managed groups alone. */
export interface GroupInAws extends IdentityCenterGroup {
  readonly members: readonly GroupMembership[];
}

/** Which group of AWS is which group of authentik's. */
export interface GroupPairs {
  awsGroupOf(group: Group): GroupInAws | undefined;
  ownerOf(awsGroup: GroupInAws): Group | undefined;
  /** The groups of authentik that a group of AWS names, by external ID or mark. */
  claimsOf(awsGroup: GroupInAws): readonly Group[];
  /** The groups of AWS that name one of authentik's and are not its own. */
  pretendersTo(group: Group): readonly GroupInAws[];
  named(name: string): GroupInAws | undefined;
}

/** Whether SCIM or an earlier reconciliation made a group, so that somebody's group it is. */
export function isManaged({ scimManaged, description }: IdentityCenterGroup): boolean {
  return scimManaged || markedFor(description) !== undefined;
}

/**
 * Pairs the groups of both sides, each with at most one. SCIM leaves the group's UUID as external ID
 * (seen on all recorded releases), a reconciliation a mark: whose key it is, his is the group, and
 * where both speak of different groups, or two groups of AWS of the same, it is nobody's. By its name
 * goes a managed group alone whose own group is gone; one made by hand never does.
 */
export function pairGroups(groups: readonly Group[], awsGroups: readonly GroupInAws[]): GroupPairs {
  const byPk = new Map(groups.map((group) => [group.pk, group]));
  const claims = new Map(awsGroups.map((each) => [each, claimsOf(each, byPk)]));
  const claimants = grouped(
    [...claims].flatMap(([awsGroup, named]) => named.map(({ pk }) => ({ awsGroup, pk }))),
    ({ pk }) => pk,
  );
  const claimantsOf = ({ pk }: Group) => (claimants.get(pk) ?? []).map(({ awsGroup }) => awsGroup);
  const byName = new Map(awsGroups.map((each) => [each.displayName, each]));
  const names = grouped(groups, ({ name }) => name);
  const pairs = new Map<Group, GroupInAws>();
  for (const group of groups) {
    const among = claimantsOf(group);
    const named = byName.get(group.name);
    const isHeir = among.length === 0 && names.get(group.name)?.length === 1;
    const isOwnerless = named !== undefined && isManaged(named) && claims.get(named)?.length === 0;
    const ours = isHeir && isOwnerless ? named : theOneOf(among, claims);
    if (ours) pairs.set(group, ours);
  }
  const owners = new Map([...pairs].map(([group, awsGroup]) => [awsGroup, group]));
  return {
    awsGroupOf: (group) => pairs.get(group),
    ownerOf: (awsGroup) => owners.get(awsGroup),
    claimsOf: (awsGroup) => claims.get(awsGroup) ?? [],
    pretendersTo: (group) => claimantsOf(group).filter((each) => each !== pairs.get(group)),
    named: (name) => byName.get(name),
  };
}

function claimsOf(
  { externalIds, description }: GroupInAws,
  byPk: ReadonlyMap<string, Group>,
): Group[] {
  const keys = [...idsOfScim(externalIds), markedFor(description) ?? ''];
  return [...new Set(keys)].flatMap((key) => byPk.get(key) ?? []);
}

/** A description is copied in no time, so an external ID outweighs a mark alone. */
function theOneOf(
  among: readonly GroupInAws[],
  claims: ReadonlyMap<GroupInAws, readonly Group[]>,
): GroupInAws | undefined {
  const clear = among.filter((each) => claims.get(each)?.length === 1);
  const ofScim = clear.filter(({ scimManaged }) => scimManaged);
  const [only, ...more] = among.some(({ scimManaged }) => scimManaged) ? ofScim : clear;
  return more.length === 0 ? only : undefined;
}
