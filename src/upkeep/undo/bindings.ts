import type { Application, Binding } from '../../authentik/index.js';
import type { Thing } from '../../engine/memory.js';
import type { Context } from '../../procedure/context.js';
import { BINDING_KEY } from '../../procedure/group-bindings.js';
import { APPLICATION_KEY } from '../../procedure/our-application.js';
import { deletionsByBinding } from '../../procedure/scim-deletions.js';
import { isMade, ourApplication } from './ours.js';
import { removeSurely } from './remove-surely.js';
import { headOfUndo, type Removal, type Task } from './task.js';

const head = {
  id: 'bindings',
  title: 'Take away the group bindings',
  place: 'authentik',
  outlook: 'no binding that this tool made',
} as const;

/**
 * Takes away the bindings that were made on an adopted application. Those on an application that
 * this tool made go with it, and not before: without any, everyone in authentik may open it.
 */
export const bindingsAway: Removal = {
  head,
  awaits: ['released', 'scimProviderGone'],
  gives: 'bindingsGone',
  async tasks(context, wanted) {
    const things = [...context.memory.things()].filter(([key]) => key.startsWith(BINDING_KEY));
    if (things.length === 0) return [];
    const application = await ourApplication(context);
    if (application && isMade(application)) {
      const stays = application.found && { stays: true as const };
      return things.map(([key]) => ({ key, ...stays }));
    }
    const target = application?.found ?? (await context.authentik.applications.bySlug(wanted.slug));
    if (!target) return things.map(([key]) => ({ key }));
    const bindings = await context.authentik.bindings.of(target.pk);
    return tasksOn(context, target, bindings, things);
  },
};

async function tasksOn(
  context: Context,
  target: Application,
  bindings: readonly Binding[],
  things: readonly (readonly [string, Thing])[],
): Promise<Task[]> {
  const found = things.map(([key, thing]) => ({ key, binding: bindings.find(isIt(thing)) }));
  const going = found.flatMap(({ binding }) => (binding ? [binding.pk] : []));
  const staying = bindings.filter(({ pk, enabled }) => enabled && !going.includes(pk));
  const toDelete = await deletedWithout(context, target, staying);
  return found.map(({ key, binding }) => {
    if (!binding) return { key };
    const alters = APPLICATION_KEY;
    return { ...removal(context, target, binding, staying.length === 0), key, alters, toDelete };
  });
}

/** One that was about to be made when a run was cut off is known by its group alone. */
function isIt({ id, name }: Thing) {
  return ({ pk, group }: Binding) => (id === undefined ? group?.name === name : pk === id);
}

function removal(
  context: Context,
  { pk: targetPk, slug }: Application,
  { pk, group }: Binding,
  opens: boolean,
): Omit<Task, 'key'> {
  const { bindings } = context.authentik;
  const what = `binding that lets the group "${group?.name ?? ''}" into the application "${slug}"`;
  const why = opens
    ? 'no binding is left then: everyone in authentik may open it, as before'
    : 'its members can no longer open it through this binding';
  return {
    change: { action: 'delete', object: what, why },
    act: () =>
      removeSurely(context, headOfUndo(head), {
        what,
        remove: () => bindings.remove(pk),
        isThere: async () => (await bindings.of(targetPk)).some((one) => one.pk === pk),
      }),
  };
}

/** Whom a SCIM provider of somebody else on the same application would delete then. */
async function deletedWithout(
  context: Context,
  { backchannelProviderPks }: Application,
  staying: readonly Binding[],
): Promise<string[]> {
  const groups = staying.flatMap(({ group, negate }) => (group && !negate ? [group.name] : []));
  if (backchannelProviderPks.length === 0 || groups.length === 0) return [];
  return deletionsByBinding(context, context.instance.identityStoreId, groups);
}
