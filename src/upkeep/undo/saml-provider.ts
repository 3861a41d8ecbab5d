import type { SamlProvider } from '../../authentik/index.js';
import type { Note } from '../../engine/change.js';
import type { Context } from '../../procedure/context.js';
import { APPLICATION_KEY } from '../../procedure/our-application.js';
import type { Wanted } from './facts.js';
import { gone } from './findings.js';
import { isMade, type Ours, ourApplication, ourSamlProvider } from './ours.js';
import { putBack, restoringTask } from './put-back.js';
import { removeSurely } from './remove-surely.js';
import { headOfUndo, type Removal, type Task } from './task.js';

const head = {
  id: 'saml-provider',
  title: 'Take away the SAML provider',
  place: 'authentik',
  outlook: 'no SAML provider that this tool made; an adopted one as it was',
} as const;

/** Under which the number of the provider is remembered once it is gone, while its application stays. */
export const GONE_PROVIDER = 'goneSamlProvider';

/** Takes away the SAML provider that was made, or puts back how an adopted one was. */
export const samlProviderAway: Removal = {
  head,
  awaits: ['released', 'applicationGone'],
  gives: 'samlProviderGone',
  async tasks(context, wanted) {
    const ours = await ourSamlProvider(context);
    if (!ours) return [];
    const { key, found } = ours;
    if (!found) return [gone(key, `SAML provider "${ours.thing.name}"`)];
    if (!isMade(ours)) return [restoring(context, ours, found, wanted)];
    const stays = await whyItStays(context, found, wanted);
    return [stays ? { key, stays: true, notes: [stays] } : removal(context, key, found)];
  },
};

/** Whether it is taken away, and not only put back or left to somebody. */
export async function samlProviderGoes(context: Context, wanted: Wanted): Promise<boolean> {
  const tasks = await samlProviderAway.tasks(context, wanted);
  return tasks.some(({ change }) => change?.action === 'delete');
}

/** Somebody joined it to an application of his own: people sign in there through it. */
async function whyItStays(
  context: Context,
  { name, applicationSlug }: SamlProvider,
  { slug, discardChanges }: Wanted,
): Promise<Note | undefined> {
  if (discardChanges || applicationSlug === undefined || applicationSlug === slug) return undefined;
  const ours = context.memory.thing(APPLICATION_KEY) && (await ourApplication(context));
  if (ours?.found?.slug === applicationSlug) return undefined;
  return {
    level: 'warning',
    text: `the SAML provider "${name}" belongs to another application now ("${applicationSlug}"), so it stays`,
    next: 'To delete it all the same: --discard-changes',
  };
}

function removal(context: Context, key: string, { pk, name }: SamlProvider): Task {
  const { memory } = context;
  const { samlProviders } = context.authentik;
  const what = `SAML provider "${name}"`;
  return {
    key,
    change: {
      action: 'delete',
      object: `${what} (number ${pk})`,
      why: 'authentik no longer answers sign-ins of AWS',
    },
    async act() {
      // An application that stays belongs to another provider by now, and is to stay later, too.
      if (memory.thing(APPLICATION_KEY)) await memory.remember(GONE_PROVIDER, pk);
      await removeSurely(context, headOfUndo(head), {
        what,
        remove: () => samlProviders.remove(pk),
        isThere: async () => (await samlProviders.get(pk)) !== undefined,
      });
    },
  };
}

function restoring(
  context: Context,
  { key, thing }: Ours<SamlProvider>,
  found: SamlProvider,
  { discardChanges }: Wanted,
): Task {
  const what = `SAML provider "${found.name}"`;
  const back = putBack(what, thing, found, discardChanges);
  return restoringTask(context, headOfUndo(head), { key, object: what, back }, () =>
    context.authentik.samlProviders.update(found.pk, back.update),
  );
}
