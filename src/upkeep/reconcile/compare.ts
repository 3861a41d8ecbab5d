import type { User } from '../../authentik/index.js';
import type { IdentityCenterUser } from '../../aws/users.js';
import { listed } from '../../basics/words.js';
import { MEMBERS_PER_REQUEST } from '../../procedure/sync-arrival.js';
import { compareUsers } from './compare-users.js';
import type { CoveredGroup, Directories } from './directories.js';
import type { Differences } from './facts.js';
import { type Pairs, pairUsers } from './pairs.js';

type LeftAlone = Differences['leftAlone'][number];

/** What one group adds to the differences. */
interface GroupDifferences {
  readonly removals: Differences['removals'];
  readonly isMissing: boolean;
  readonly additions: Differences['additions'];
  readonly leftAlone: readonly LeftAlone[];
}

/**
 * Compares both directories. Only what is authentik's is touched: groups that SCIM or an earlier
 * reconciliation made, and in them only users of authentik.
 * @param linksByName whether a sync of this release links users that it finds by their name
 */
export function compareDirectories(
  { users, covers, groups, awsUsers }: Directories,
  linksByName: boolean,
): Differences {
  const pairs = pairUsers(users, awsUsers);
  const covered = users.filter((user) => user.active && covers(user));
  const people = compareUsers(covered, pairs, linksByName);
  const awsById = new Map(awsUsers.map((user) => [user.userId, user]));
  const parts = groups.map((group) =>
    compareGroup(group, { pairs, awsById, arrived: people.arrived }),
  );
  return {
    removals: parts.flatMap(({ removals }) => removals),
    renames: [...people.renames],
    users: [...people.users],
    groups: groups.filter((_group, at) => parts[at]?.isMissing).map(({ name }) => name),
    additions: parts.flatMap(({ additions }) => additions),
    leftAlone: [...people.leftAlone, ...parts.flatMap(({ leftAlone }) => leftAlone)],
  };
}

interface Circumstances {
  readonly pairs: Pairs;
  readonly awsById: ReadonlyMap<string, IdentityCenterUser>;
  /** Users of authentik who are in AWS, or are about to be, by their keys. */
  readonly arrived: ReadonlyMap<number, string>;
}

function compareGroup(group: CoveredGroup, around: Circumstances): GroupDifferences {
  const wanted = (group.memberPks ?? []).flatMap((pk) => around.arrived.get(pk) ?? []);
  if (!group.ours) return missingGroup(group, wanted);
  return { ...excess(group, around), isMissing: false, additions: lacking(group, wanted, around) };
}

/**
 * A group of more than 100 members is one that no release can make: authentik sends all members in
 * one request, which AWS refuses (seen on 2025.4.4, 2025.10.4 and 2026.2.2). Any other is left to
 * the sync, for until 2026.2 it stumbles over a group that is there already.
 */
function missingGroup({ name, foreign }: CoveredGroup, wanted: readonly string[]) {
  const isMissing = !foreign && wanted.length > MEMBERS_PER_REQUEST;
  const additions = isMissing ? wanted.map((userName) => ({ group: name, userName })) : [];
  const leftAlone = isMissing ? [] : whyLeft(name, foreign !== undefined);
  return { removals: [], isMissing, additions, leftAlone };
}

function whyLeft(name: string, isForeign: boolean): LeftAlone[] {
  if (!isForeign) {
    return [
      {
        text: `the group "${name}" is not in AWS; a sync of authentik brings it`,
        next: 'Save the SCIM provider in authentik: that starts one.',
      },
    ];
  }
  const text = `the group "${name}" in AWS was made by hand, so it is not authentik's`;
  return [{ text, next: `Rename or delete it in AWS, if authentik's "${name}" is to be there.` }];
}

function excess(
  { name, ours, memberPks = [], members }: CoveredGroup,
  { pairs, awsById }: Circumstances,
): Pick<GroupDifferences, 'removals' | 'leftAlone'> {
  const strangers: string[] = [];
  const removals = members.flatMap(({ membershipId, userId }) => {
    const user = awsById.get(userId);
    if (!user) return [];
    const owners = pairs.usersOf(user);
    if (owners.some(({ pk }) => memberPks.includes(pk))) return [];
    if (owners.length === 0 && !user.scimManaged) {
      strangers.push(user.userName);
      return [];
    }
    const group = ours?.displayName ?? name;
    return [{ group, userName: user.userName, membershipId, why: whyRemoved(owners) }];
  });
  if (strangers.length === 0) return { removals, leftAlone: [] };
  const text = `${listed(strangers)}: in the group "${name}" in AWS, and no user of authentik`;
  const next = 'If they should not be there, remove them in AWS: IAM Identity Center → Groups.';
  return { removals, leftAlone: [{ text, next }] };
}

function whyRemoved(owners: readonly User[]): string {
  return owners.length === 0 ? 'is gone from authentik' : 'is no member in authentik';
}

/** Named as AWS has the group: authentik may have renamed it since. */
function lacking(
  { name, ours, members }: CoveredGroup,
  wanted: readonly string[],
  { awsById, arrived, pairs }: Circumstances,
): Differences['additions'] {
  const there = new Set(
    members.flatMap(({ userId }) => {
      const user = awsById.get(userId);
      // By the names that they are about to have.
      const owners = user ? pairs.usersOf(user).flatMap(({ pk }) => arrived.get(pk) ?? []) : [];
      return user ? [user.userName, ...owners] : [];
    }),
  );
  return [...new Set(wanted)]
    .filter((userName) => !there.has(userName))
    .map((userName) => ({ group: ours?.displayName ?? name, userName }));
}
