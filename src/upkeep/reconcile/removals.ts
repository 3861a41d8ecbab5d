import { count } from '../../basics/words.js';
import type { Differences } from './facts.js';
import { remedyStep } from './reconcile-step.js';

type Removal = Differences['removals'][number];

/** Access that should have ended comes first, before anything is given to anybody. */
export const removals = remedyStep<Removal>({
  id: 'removals',
  title: 'End memberships that authentik no longer has',
  outlook: 'memberships removed in AWS',
  items: (differences) => differences.removals,
  changes: (items) =>
    items.map(({ group, userName, why }) => ({
      action: 'delete',
      object: `membership of ${userName} in "${group}"`,
      why: `(who ${why})`,
    })),
  notes: (items) => {
    if (items.length === 0) return [];
    const people = new Set(items.map(({ userName }) => userName)).size;
    const text = `${count(people, 'person', 'people')} ${people === 1 ? 'loses' : 'lose'} access: ${count(items.length, 'membership')} to end`;
    return [{ level: 'warning', text }];
  },
  doing: 'ending memberships',
  prepare: async ({ aws, instance }) => {
    return ({ membershipId }) => aws.removeMembership(instance.identityStoreId, membershipId);
  },
});
