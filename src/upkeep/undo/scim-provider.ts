import type { ScimProvider } from '../../authentik/index.js';
import type { Note } from '../../engine/change.js';
import type { Context } from '../../procedure/context.js';
import { deletesOutOfScope } from '../../procedure/scim-deletions.js';
import { waitUntilIdle } from '../../procedure/sync-following.js';
import { deletionsOfScope } from './deletions-of-scope.js';
import type { Wanted } from './facts.js';
import { gone } from './findings.js';
import { isMade, type Ours, ourScimProvider } from './ours.js';
import { type PutBack, putBack, restoringTask } from './put-back.js';
import { removeSurely } from './remove-surely.js';
import { headOfUndo, type Removal, type Task } from './task.js';

const head = {
  id: 'scim-provider',
  title: 'Take away the SCIM provider',
  place: 'authentik',
  outlook: 'no SCIM provider any more; users and groups stay in AWS',
} as const;

/** Takes away the SCIM provider that was made, or puts back how an adopted one was. */
export const scimProviderAway: Removal = {
  head,
  awaits: ['syncStopped'],
  gives: 'scimProviderGone',
  async tasks(context, wanted) {
    const ours = await ourScimProvider(context);
    if (!ours) return [];
    const { key, found } = ours;
    if (!found) return [gone(key, `SCIM provider "${ours.thing.name}"`)];
    return [isMade(ours) ? removal(context, key, found) : await restoring(context, ours, wanted)];
  },
};

function removal(context: Context, key: string, provider: ScimProvider): Task {
  const { pk, name } = provider;
  const { scimProviders } = context.authentik;
  const what = `SCIM provider "${name}"`;
  return {
    key,
    change: {
      action: 'delete',
      object: `${what} (number ${pk})`,
      why: 'stops provisioning; users and groups stay in AWS as they are',
    },
    act: () =>
      removeSurely(context, headOfUndo(head), {
        what,
        remove: () => scimProviders.remove(pk),
        isThere: async () => (await scimProviders.get(pk)) !== undefined,
        rest: async () => {
          await waitUntilIdle(context, headOfUndo(head), provider);
        },
      }),
  };
}

/** Every save starts a sync where the provider still works for an application. */
async function restoring(
  context: Context,
  { key, thing, found }: Ours<ScimProvider>,
  { discardChanges }: Wanted,
): Promise<Task> {
  if (!found) return { key };
  const what = `SCIM provider "${found.name}"`;
  const back = putBack(what, thing, found, discardChanges);
  const task = restoringTask(context, headOfUndo(head), { key, object: what, back }, async () => {
    await waitUntilIdle(context, headOfUndo(head), found);
    return context.authentik.scimProviders.update(found.pk, back.update);
  });
  if (!task.change) return task;
  const toDelete = await deletedBy(context, found, back);
  return { ...task, notes: [...back.notes, tokenNote], toDelete };
}

const tokenNote: Note = {
  level: 'info',
  text: 'a token of this provider that was replaced cannot be put back: tokens are kept nowhere',
};

async function deletedBy(
  context: Context,
  { backchannelApplicationSlug: slug }: ScimProvider,
  { update }: PutBack,
): Promise<string[]> {
  const { groupFilters } = update;
  const { authentik } = context;
  if (slug === undefined || !deletesOutOfScope(authentik.release)) return [];
  if (!Array.isArray(groupFilters) || groupFilters.length === 0) return [];
  return deletionsOfScope(context, slug, groupFilters.map(String));
}
