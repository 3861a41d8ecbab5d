import { allOf } from '../../basics/all-of.js';
import { ExpectedError } from '../../basics/errors.js';
import { count, listed } from '../../basics/words.js';
import type { Change } from '../../engine/change.js';
import type { Differences } from './facts.js';
import { remedyStep } from './reconcile-step.js';

type Addition = Differences['additions'][number];

/** Names of a group's new members that the plan shows; `--json` has them all. */
const SHOWN = 10;

/** Members who should be in a group of AWS and are not; last, when users and groups are there. */
export const memberships = remedyStep<Addition>({
  id: 'memberships',
  title: 'Bring members into their groups',
  outlook: 'memberships in AWS as in authentik',
  items: ({ additions }) => additions,
  changes: (items) => [...byGroup(items)].map(([group, names]) => changeOf(group, names)),
  doing: 'adding memberships',
  prepare: async ({ aws, instance }) => {
    const { identityStoreId } = instance;
    // Read anew: the steps before this one may have made or renamed some of them.
    const [users, groups] = await Promise.all([
      allOf(aws.users(identityStoreId)),
      allOf(aws.groups(identityStoreId)),
    ]);
    const userIds = new Map(users.map(({ userName, userId }) => [userName, userId]));
    const groupIds = new Map(groups.map(({ displayName, groupId }) => [displayName, groupId]));
    return async ({ group, userName }) => {
      const groupId = groupIds.get(group);
      const userId = userIds.get(userName);
      if (groupId === undefined || userId === undefined) throw vanished({ group, userName });
      await aws.addMembership(identityStoreId, { groupId, userId });
    };
  },
});

function byGroup(items: readonly Addition[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { group, userName } of items) {
    groups.set(group, [...(groups.get(group) ?? []), userName]);
  }
  return groups;
}

function changeOf(group: string, names: readonly string[]): Change {
  const object = `${count(names.length, 'membership')} in "${group}"`;
  return { action: 'create', object, fields: [{ field: 'members', to: listed(names, SHOWN) }] };
}

function vanished({ group, userName }: Addition): ExpectedError {
  return new ExpectedError({
    what: `${userName} cannot be brought into the group "${group}"`,
    why: 'One of the two was in AWS a moment ago and is gone.',
    next: 'Run the same command again: it compares both sides anew.',
  });
}
