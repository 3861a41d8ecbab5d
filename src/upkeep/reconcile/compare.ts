import { compareGroup, type GroupDifferences } from './compare-group.js';
import { compareUsers } from './compare-users.js';
import type { Directories } from './directories.js';
import type { Differences } from './facts.js';
import { pairGroups } from './group-pairs.js';
import { looseGroups } from './loose-groups.js';
import { membersIn } from './members-in.js';
import { pairUsers } from './pairs.js';

/**
 * Compares both directories. Only what is authentik's is touched: groups that SCIM or an earlier
 * reconciliation made, and in them only users of authentik.
 * @param linksByName whether a sync of this release links users that it finds by their name
 */
export function compareDirectories(directories: Directories, linksByName: boolean): Differences {
  const { users, groups, awsUsers, awsGroups } = directories;
  const pairs = pairUsers(users, awsUsers);
  const groupPairs = pairGroups(groups, awsGroups);
  const people = compareUsers(users, { ...directories, pairs, linksByName });
  const members = membersIn(awsUsers, pairs, people);
  const covered = groups.filter((group) => directories.coversGroup(group));
  const { arrived, sharedAddresses } = people;
  const around = { groups, groupPairs, members, arrived, sharedAddresses };
  const parts = covered.map((group) => compareGroup(group, around));
  const all = <Key extends keyof GroupDifferences>(key: Key) =>
    parts.flatMap((part): GroupDifferences[Key][number][] => [...part[key]]);
  return {
    removals: all('removals'),
    renames: people.renames,
    users: people.users,
    groups: all('groups'),
    additions: all('additions'),
    leftAlone: [
      ...people.leftAlone,
      ...all('leftAlone'),
      ...looseGroups(awsGroups, { groupPairs, members, covered: new Set(covered) }),
    ],
  };
}
