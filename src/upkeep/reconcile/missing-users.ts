import type { NewIdentityCenterUser } from '../../aws/user-changes.js';
import { remedyStep } from './reconcile-step.js';

/**
 * Users whom AWS has not: 2025.10 and later do not send again whom they believe to be there. Whom no
 * sync has brought yet is made as well, for nothing on either side tells the one from the other.
 */
export const missingUsers = remedyStep<NewIdentityCenterUser>({
  id: 'missing-users',
  title: 'Make users who are not in AWS',
  outlook: 'users of authentik who are not in AWS',
  items: ({ users }) => users,
  changes: (items) =>
    items.map(({ userName, displayName }) => ({
      action: 'create',
      object: `user ${userName}`,
      fields: [{ field: 'name', to: displayName }],
    })),
  notes: (items) => {
    if (items.length === 0) return [];
    const lost =
      'if such a user was there before, assignments that he had by himself, not by a group, are lost with the old user';
    const awaited = 'whom no sync has brought yet, the next one may bring by itself';
    return [lost, awaited].map((text) => ({ level: 'info', text }));
  },
  doing: 'making users',
  prepare: async ({ aws, instance }) => {
    return async (user) => {
      await aws.createUser(instance.identityStoreId, user);
    };
  },
});
