import type { Application } from '../authentik/index.js';
import type { Note } from '../engine/change.js';
import type { Context } from './context.js';
import { SAML_PROVIDER_KEY } from './our-provider.js';

/** Under which key the application is remembered. */
export const APPLICATION_KEY = 'application';

/** The application of this set-up, and what keeps it from being used. */
export interface OurApplication {
  readonly application: Application | undefined;
  readonly blocking?: Note;
}

/**
 * By its slug, and where that leads to none or to another one, by its key: an application whose
 * slug somebody changed is still the same, and a second one is never made beside it.
 */
export async function ourApplication(
  { authentik, memory }: Pick<Context, 'authentik' | 'memory'>,
  slug: string,
  providerPk: number | undefined,
): Promise<OurApplication> {
  const found = await authentik.applications.bySlug(slug);
  const id = memory.thing(APPLICATION_KEY)?.id;
  if (id === undefined || found?.pk === id) return { application: found };
  const renamed = await byKey(authentik, id, providerPk);
  if (!renamed) return { application: found };
  if (slugBefore(memory) !== slug) return { application: renamed, blocking: wishedAnew(renamed) };
  if (found) return { application: renamed, blocking: slugTaken(renamed, found) };
  return { application: renamed };
}

/**
 * The same for who only wants to know about it, before there is a provider or whatever became of
 * that: another slug than the one before names another application.
 */
export async function applicationToLookAt(
  context: Pick<Context, 'authentik' | 'memory'>,
  slug: string,
): Promise<Application | undefined> {
  const { authentik, memory } = context;
  if (slugBefore(memory) !== slug) return authentik.applications.bySlug(slug);
  const provider = memory.thing(SAML_PROVIDER_KEY)?.id;
  const providerPk = provider === undefined ? undefined : Number(provider);
  return (await ourApplication(context, slug, providerPk)).application;
}

function slugBefore(memory: Context['memory']): string | undefined {
  return memory.left(APPLICATION_KEY)?.fields.slug ?? memory.thing(APPLICATION_KEY)?.name;
}

/** The provider tells its application to whoever may see it; only the list is for administrators. */
async function byKey(authentik: Context['authentik'], id: string, providerPk: number | undefined) {
  const provider =
    providerPk === undefined ? undefined : await authentik.samlProviders.get(providerPk);
  const slug = provider?.applicationSlug;
  const joined = slug === undefined ? undefined : await authentik.applications.bySlug(slug);
  return joined?.pk === id ? joined : authentik.applications.byPk(id);
}

function slugTaken(renamed: Application, taker: Application): Note {
  return {
    level: 'blocking',
    text: `The application of this set-up is now called "${renamed.slug}", and another one has its slug "${taker.slug}"`,
    next: `Go on with the renamed one: --application ${renamed.slug}. Or rename the other one in authentik.`,
  };
}

/** Nobody renamed it: the run asks for another slug than the one before. */
function wishedAnew({ slug }: Application): Note {
  return {
    level: 'blocking',
    text: `This set-up has the application "${slug}" already, and its provider belongs to one application only`,
    next: `Name that one: --application ${slug}. To rename it, change its slug in authentik first.`,
  };
}
