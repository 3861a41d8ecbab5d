import type { Application, Binding } from '../../authentik/index.js';
import { count } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import type { Context } from '../../procedure/context.js';
import { BINDING_KEY } from '../../procedure/group-bindings.js';
import { SAML_PROVIDER_KEY } from '../../procedure/our-provider.js';
import type { Wanted } from './facts.js';
import { gone } from './findings.js';
import { isMade, type Ours, ourApplication } from './ours.js';
import { putBack, restoringTask, withoutField } from './put-back.js';
import { removeSurely } from './remove-surely.js';
import { GONE_PROVIDER } from './saml-provider.js';
import { headOfUndo, type Removal, type Task } from './task.js';

const head = {
  id: 'application',
  title: 'Take away the application',
  place: 'authentik',
  outlook: 'no application that this tool made; an adopted one as it was',
} as const;

/** Takes away the application that was made, or puts back how an adopted one was. */
export const applicationAway: Removal = {
  head,
  awaits: ['released', 'scimProviderGone', 'bindingsGone'],
  gives: 'applicationGone',
  async tasks(context, wanted) {
    const ours = await ourApplication(context);
    if (!ours) return [];
    const { key, found } = ours;
    if (!found) return [gone(key, `application "${ours.thing.name}"`)];
    if (!isMade(ours)) return [restoring(context, ours, found, wanted)];
    const stays = whyItStays(context, found, wanted);
    if (stays) return [{ key, stays: true, notes: [stays] }];
    return [removal(context, key, found, await context.authentik.bindings.of(found.pk))];
  },
};

/** Somebody gave it another provider, so that it is no longer about AWS alone, or not at all. */
function whyItStays(
  { memory }: Context,
  { slug, providerPk }: Application,
  { discardChanges }: Wanted,
): Note | undefined {
  const ours = memory.thing(SAML_PROVIDER_KEY)?.id ?? memory.recall(GONE_PROVIDER)?.value;
  const expected = ours === undefined ? providerPk : Number(ours);
  if (discardChanges || providerPk === undefined || providerPk === expected) return undefined;
  return {
    level: 'warning',
    text: `the application "${slug}" is joined to another provider now (number ${providerPk}), so it stays`,
    next: 'To delete it all the same: --discard-changes',
  };
}

function removal(
  context: Context,
  key: string,
  { pk, slug }: Application,
  bindings: readonly Binding[],
): Task {
  const { memory, authentik } = context;
  const what = `application "${slug}"`;
  const ours = [...memory.things()].filter(([name]) => name.startsWith(BINDING_KEY));
  const ids = ours.map(([, { id }]) => id);
  const foreign = bindings.filter((binding) => !ids.includes(binding.pk));
  const text = `with the application "${slug}" go ${count(foreign.length, 'binding')} that others made on it`;
  return {
    key,
    ...(foreign.length > 0 && { notes: [{ level: 'warning', text }] }),
    change: {
      action: 'delete',
      object: what + (ours.length > 0 ? ` with ${count(ours.length, 'group binding')}` : ''),
      why: 'nobody can sign in to AWS through authentik; its tile is gone',
    },
    async act() {
      await removeSurely(context, headOfUndo(head), {
        what,
        remove: () => authentik.applications.remove(slug),
        isThere: async () => (await authentik.applications.bySlug(slug))?.pk === pk,
      });
      for (const [name] of ours) await memory.forget(name);
    },
  };
}

function restoring(
  context: Context,
  { key, thing }: Ours<Application>,
  found: Application,
  { discardChanges }: Wanted,
): Task {
  const what = `application "${found.slug}"`;
  // The list of backchannel providers is put back by the step that stops the sync.
  const back = putBack(what, withoutField(thing, 'backchannelProviderPks'), found, discardChanges);
  return restoringTask(context, headOfUndo(head), { key, object: what, back }, () =>
    context.authentik.applications.update(found.slug, back.update),
  );
}
