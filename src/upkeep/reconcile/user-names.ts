import type { Differences } from './facts.js';
import { remedyStep } from './reconcile-step.js';

type Rename = Differences['renames'][number];

/** AWS signs in only whose user name is the e-mail address to the letter. */
export const userNames = remedyStep<Rename>({
  id: 'user-names',
  title: 'Spell user names as authentik does',
  outlook: 'user names in AWS that equal the e-mail address in authentik',
  items: ({ renames }) => renames,
  changes: (items) =>
    items.map(({ from, to }) => ({
      action: 'update',
      object: `user "${from}"`,
      fields: [{ field: 'user name', from, to }],
    })),
  doing: 'renaming users',
  prepare: async ({ aws, instance }) => {
    return ({ userId, to: userName }) =>
      aws.renameUser(instance.identityStoreId, { userId, userName });
  },
});
