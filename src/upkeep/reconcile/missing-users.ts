import type { NewIdentityCenterUser } from '../../aws/user-changes.js';
import { remedyStep } from './reconcile-step.js';

/** Users whom authentik believes to be there: 2025.10 and later do not send them again. */
export const missingUsers = remedyStep<NewIdentityCenterUser>({
  id: 'missing-users',
  title: 'Make users who are gone from AWS',
  outlook: 'users in AWS that authentik believes to be there',
  items: ({ users }) => users,
  changes: (items) =>
    items.map(({ userName, displayName }) => ({
      action: 'create',
      object: `user ${userName}`,
      fields: [{ field: 'name', to: displayName }],
    })),
  notes: (items) => {
    if (items.length === 0) return [];
    const text =
      'assignments that such a user had by himself, not by a group, are lost with the old user';
    return [{ level: 'info', text }];
  },
  doing: 'making users',
  prepare: async ({ aws, instance }) => {
    return async (user) => {
      await aws.createUser(instance.identityStoreId, user);
    };
  },
});
