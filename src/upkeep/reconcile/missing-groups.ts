import type { Differences } from './facts.js';
import { markOf } from './mark.js';
import { remedyStep } from './reconcile-step.js';

type MissingGroup = Differences['groups'][number];

/** Groups of more than 100 members, which authentik sends in one request and AWS refuses. */
export const missingGroups = remedyStep<MissingGroup>({
  id: 'missing-groups',
  title: 'Make groups that are too large for the sync',
  outlook: 'groups of more than 100 members in AWS',
  items: ({ groups }) => groups,
  changes: (items) => items.map(({ name }) => ({ action: 'create', object: `group "${name}"` })),
  doing: 'making groups',
  prepare: async ({ aws, instance }) => {
    return async ({ name, uuid }) => {
      const group = { displayName: name, description: markOf(uuid) };
      await aws.createGroup(instance.identityStoreId, group);
    };
  },
});
