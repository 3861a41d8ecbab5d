import type { PropertyMapping } from '../../authentik/index.js';
import type { Context } from '../../procedure/context.js';
import { gone, inUse } from './findings.js';
import { isMade, ourMapping, ourScimProvider } from './ours.js';
import { putBack, restoringTask } from './put-back.js';
import { removeSurely } from './remove-surely.js';
import { headOfUndo, type Removal, type Task } from './task.js';

const head = {
  id: 'scim-mapping',
  title: 'Take away the user mapping',
  place: 'authentik',
  outlook: 'no property mapping that this tool made; an adopted one as it was',
} as const;

/** Takes away the mapping that was made, unless others use it, or puts back how it was. */
export const scimMappingAway: Removal = {
  head,
  awaits: ['scimProviderGone'],
  gives: 'scimMappingGone',
  async tasks(context, { discardChanges }) {
    const ours = await ourMapping(context);
    if (!ours) return [];
    const { key, found, thing } = ours;
    if (!found) return [gone(key, `property mapping "${thing.name}"`)];
    const what = `property mapping "${found.name}"`;
    if (isMade(ours)) return [await removal(context, key, what, found)];
    const back = putBack(what, thing, found, discardChanges);
    return [
      restoringTask(context, headOfUndo(head), { key, object: what, back }, () =>
        context.authentik.scimMappings.update(found.pk, {
          expression: String(back.update.expression),
        }),
      ),
    ];
  },
};

async function removal(
  context: Context,
  key: string,
  what: string,
  { pk }: PropertyMapping,
): Promise<Task> {
  const { scimProviders, scimMappings } = context.authentik;
  const users = await usersOf(context, pk);
  if (users.length > 0) return { key, stays: true, notes: [inUse(what, users)] };
  return {
    key,
    change: { action: 'delete', object: what, why: 'nothing uses it then' },
    async act() {
      // Somebody may have taken it up since the look; authentik deletes one in use as well.
      const since = await scimProviders.namesUsing(pk);
      if (since.length > 0) {
        context.tell({ kind: 'note', step: headOfUndo(head), note: inUse(what, since) });
        return 'stays';
      }
      return removeSurely(context, headOfUndo(head), {
        what,
        remove: () => scimMappings.remove(pk),
        isThere: async () => (await scimMappings.get(pk)) !== undefined,
      });
    },
  };
}

/** Who uses it besides the SCIM provider that goes before it or is put back. */
async function usersOf(context: Context, pk: string): Promise<string[]> {
  const [names, ours] = await Promise.all([
    context.authentik.scimProviders.namesUsing(pk),
    ourScimProvider(context),
  ]);
  return names.filter((name) => name !== ours?.found?.name);
}
