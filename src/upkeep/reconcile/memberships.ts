import { allOf } from '../../basics/all-of.js';
import { grouped } from '../../basics/grouped.js';
import { count, listed } from '../../basics/words.js';
import type { Change } from '../../engine/change.js';
import type { Differences } from './facts.js';
import { NotThere } from './not-all-put-right.js';
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
  changes: (items) =>
    [...grouped(items, ({ group }) => group)].map(([group, members]) =>
      changeOf(
        group,
        members.map(({ userName }) => userName),
      ),
    ),
  change: ({ group, userName }) => ({
    action: 'create',
    object: `membership of ${userName} in "${group}"`,
  }),
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
      // It went since the comparison, or the step that should have brought it failed.
      if (groupId === undefined) throw notTried('the group is not in AWS');
      if (userId === undefined) throw notTried('no user in AWS has this name');
      await aws.addMembership(identityStoreId, { groupId, userId });
    };
  },
});

function notTried(why: string): NotThere {
  return new NotThere({ what: `Not tried, for ${why}` });
}

function changeOf(group: string, names: readonly string[]): Change {
  const object = `${count(names.length, 'membership')} in "${group}"`;
  return { action: 'create', object, fields: [{ field: 'members', to: listed(names, SHOWN) }] };
}
