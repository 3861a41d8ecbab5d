import { createHash } from 'node:crypto';
import type { Directories } from '../../../src/upkeep/reconcile/directories.js';
import type { Differences } from '../../../src/upkeep/reconcile/facts.js';
import { markOf } from '../../../src/upkeep/reconcile/mark.js';

/** Both directories once all differences are put right, as the Identity Store API does it. */
export function after(directories: Directories, differences: Differences): Directories {
  const { removals, renames, users, groups, additions } = differences;
  const to = new Map(renames.map(({ userId, to: userName }) => [userId, userName]));
  const made = users.map(({ userName }) => ({
    ...{ userId: `new id of ${userName}`, userName, emails: [userName], enabled: true },
    ...{ externalIds: [], scimManaged: false },
  }));
  const awsUsers = [
    ...directories.awsUsers.map((user) => ({
      ...user,
      userName: to.get(user.userId) ?? user.userName,
    })),
    ...made,
  ];
  const ended = new Set(removals.map(({ membershipId }) => membershipId));
  const idOf = new Map(awsUsers.map(({ userName, userId }) => [userName, userId]));
  const madeGroups = groups.map(({ name, uuid }) => ({
    ...{ groupId: `new id of ${name}`, displayName: name, description: markOf(uuid) },
    ...{ externalIds: [], scimManaged: false, members: [] },
  }));
  const awsGroups = [...directories.awsGroups, ...madeGroups].map((group) => {
    const joining = additions.filter((addition) => addition.group === group.displayName);
    const members = [
      ...group.members.filter(({ membershipId }) => !ended.has(membershipId)),
      ...joining.map(({ userName }) => ({
        membershipId: fresh(group.groupId, userName),
        userId: idOf.get(userName) ?? '',
      })),
    ];
    return { ...group, members };
  });
  return { ...directories, awsUsers, awsGroups };
}

function fresh(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
