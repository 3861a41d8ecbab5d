import { rememberGroup } from './memory.js';
import { remedyStep } from './reconcile-step.js';

/** Groups of more than 100 members, which authentik sends in one request and AWS refuses. */
export const missingGroups = remedyStep<string>({
  id: 'missing-groups',
  title: 'Make groups that are too large for the sync',
  outlook: 'groups of more than 100 members in AWS',
  items: ({ groups }) => groups,
  changes: (items) => items.map((name) => ({ action: 'create', object: `group "${name}"` })),
  doing: 'making groups',
  prepare: async ({ aws, instance, memory }) => {
    return async (name) => {
      await rememberGroup(memory, name);
      await aws.createGroup(instance.identityStoreId, name);
    };
  },
});
