import type { Application, ScimProvider } from '../../authentik/index.js';
import { count } from '../../basics/words.js';
import type { Context } from '../../procedure/context.js';
import { notAsWritten } from '../../procedure/not-as-written.js';
import { APPLICATION_KEY } from '../../procedure/our-application.js';
import { waitUntilIdle } from '../../procedure/sync-following.js';
import { isMade, type Ours, ourApplication, ourScimProvider } from './ours.js';
import { headOfUndo, type Removal, type Task } from './task.js';

const head = {
  id: 'stop-sync',
  title: 'Stop the sync',
  place: 'authentik',
  outlook: 'the SCIM provider no longer works for an application',
} as const;

/**
 * The first step, since the order decides whether people in AWS survive. From 2026.2.2 on a full
 * sync ends by deleting in AWS whoever is out of scope, and the scope is who may open the
 * application: bindings or the application that go while a sync runs can make it delete people
 * (authentik/lib/sync/outgoing/tasks.py, `_sync_cleanup`). So:
 *
 * 1. wait until no sync is queued or running, so that none is judged by half of a scope;
 * 2. detach the provider: whatever begins from now on, by authentik's own schedule too, ends at
 *    once with "No provider found. Is it assigned to an application?" and sends nothing;
 * 3. wait again, for one that began in between: its scope still stands;
 * 4. only then delete the provider, and with it authentik's memory of whom it brought to AWS:
 *    nothing is sent for that, so they stay there;
 * 5. only then touch bindings and application.
 *
 * How much of a sync is shown depends on the release and the token's rights: before 2024.2 one that
 * runs is not, but nothing is deleted by scope there; a token that may not read tasks sees running
 * ones alone.
 *
 * Saving the SCIM provider would start a sync instead of stopping one, so it is never saved here.
 * An application takes its backchannel providers with it when it is deleted: those of others are
 * detached before, too.
 */
export const stopSync: Removal = {
  head,
  awaits: [],
  gives: 'syncStopped',
  async tasks(context) {
    const [scim, application] = await Promise.all([
      ourScimProvider(context),
      ourApplication(context),
    ]);
    const elsewhere = await attachedElsewhere(context, scim, application?.found);
    return [
      ...(await ofApplication(context, application, scim)),
      ...(scim?.found && elsewhere ? [detaching(context, elsewhere, [scim.found.pk])] : []),
    ];
  },
};

async function ofApplication(
  context: Context,
  application: Ours<Application> | undefined,
  scim: Ours<ScimProvider> | undefined,
): Promise<Task[]> {
  if (!application?.found) return [];
  const { found } = application;
  const ours = scim?.found && isMade(scim) ? [scim.found.pk] : [];
  const foreign = found.backchannelProviderPks.filter((pk) => !ours.includes(pk));
  const added = foreign.filter((pk) => isMade(application) || wasAdded(application, pk));
  const going = found.backchannelProviderPks.filter(
    (pk) => ours.includes(pk) || added.includes(pk),
  );
  if (going.length === 0) return [];
  const task = detaching(context, found, going);
  if (!isMade(application) || foreign.length === 0) return [task];
  const text = `${count(foreign.length, 'other backchannel provider')} of the application "${found.slug}" (number ${foreign.join(', ')}) would be deleted with it; detached from it, they stay and work for no application`;
  return [{ ...task, notes: [{ level: 'warning', text }] }];
}

/** Whether this tool put a provider on the list of an application that was there before. */
function wasAdded({ thing }: Ours<Application>, pk: number): boolean {
  const list = thing.before?.backchannelProviderPks;
  return list !== undefined && holds(list.left, pk) && !holds(list.was, pk);
}

function holds(list: unknown, pk: number): boolean {
  return Array.isArray(list) && list.includes(pk);
}

/** Another application that the provider works for, be it that somebody moved it there. */
async function attachedElsewhere(
  { authentik }: Context,
  scim: Ours<ScimProvider> | undefined,
  ours: Application | undefined,
): Promise<Application | undefined> {
  const slug = scim?.found?.backchannelApplicationSlug;
  if (!scim || !isMade(scim) || slug === undefined || slug === ours?.slug) return undefined;
  return authentik.applications.bySlug(slug);
}

function detaching(context: Context, application: Application, going: readonly number[]): Task {
  const { authentik } = context;
  const { slug, backchannelProviderPks: standing } = application;
  const left = standing.filter((pk) => !going.includes(pk));
  const fields = [
    { field: 'backchannel providers', from: standing.join(', '), to: left.join(', ') || 'none' },
  ];
  return {
    key: APPLICATION_KEY,
    stays: true,
    change: {
      action: 'update',
      object: `application "${slug}"`,
      fields,
      why: 'nothing is synced to AWS from then on',
    },
    async act() {
      const found = await Promise.all(going.map((pk) => authentik.scimProviders.get(pk)));
      const providers = found.filter((provider) => provider !== undefined);
      for (const provider of providers) await waitUntilIdle(context, headOfUndo(head), provider);
      const { backchannelProviderPks: kept } = await authentik.applications.update(slug, {
        backchannelProviderPks: left,
      });
      if (kept.some((pk) => going.includes(pk))) throw notAsWritten(['backchannel providers']);
      for (const provider of providers) await waitUntilIdle(context, headOfUndo(head), provider);
    },
  };
}
