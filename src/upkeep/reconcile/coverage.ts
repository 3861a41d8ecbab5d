import type { ScimProvider } from '../../authentik/index.js';
import type { Note } from '../../engine/change.js';
import { type Context, nothingToApply } from '../../procedure/context.js';
import { ourScimProvider } from '../../procedure/scim-provider.js';
import type { Coverage } from './facts.js';
import { notFound } from './provider-not-found.js';
import { step } from './reconcile-step.js';

interface Seen {
  readonly coverage?: Coverage;
  readonly blocking?: Note;
}

/**
 * Whom and what the sync covers, read from the SCIM provider as it is: until 2025.12 it holds a
 * group for the users and covers all groups, from 2026.2 on it holds the groups, and the bindings of
 * its application decide about users.
 */
export const coverage = step({
  id: 'coverage',
  title: 'Find what provisioning covers',
  guide: [],
  place: 'authentik',
  outlook: 'the SCIM provider, its application, the users and groups that it covers',
  needs: ['names'],
  gives: ['coverage'],
  async look(context, { names }): Promise<Seen> {
    const provider = await ourScimProvider(context, names);
    if (!provider) return { blocking: await notFound(context.authentik, names) };
    const slug = provider.backchannelApplicationSlug;
    if (slug === undefined) return { blocking: notAttached(provider) };
    return coverageOf(context, provider, slug);
  },
  plan(_have, { coverage: known, blocking }) {
    if (!known) return { changes: [], known: {}, notes: blocking ? [blocking] : [] };
    return { changes: [], known: { coverage: known }, standing: 'seen' };
  },
  apply: nothingToApply,
});

async function coverageOf(
  { authentik }: Context,
  provider: ScimProvider,
  slug: string,
): Promise<Seen> {
  const { pk, name, filterGroup, groupFilters } = provider;
  const groupPks = groupFilters && groupFilters.length > 0 ? groupFilters : undefined;
  const covered = { scimProvider: { pk, name }, userGroup: filterGroup ?? undefined, groupPks };
  if (filterGroup && !(await authentik.groups.get(filterGroup))) {
    return { blocking: filterGroupHidden(provider) };
  }
  if (!authentik.release.atLeast(2026, 2))
    return { coverage: { ...covered, application: undefined } };
  const application = await authentik.applications.bySlug(slug);
  // One that is not shown must not pass for one that lets everyone in.
  if (!application) return { blocking: applicationHidden(slug) };
  return { coverage: { ...covered, application } };
}

function notAttached({ name }: ScimProvider): Note {
  return {
    level: 'blocking',
    text: `The SCIM provider "${name}" belongs to no application, so it syncs nobody`,
    next: 'Attach it: authentik-aws setup --scim',
  };
}

function filterGroupHidden({ name }: ScimProvider): Note {
  return {
    level: 'blocking',
    text: `The group by which the SCIM provider "${name}" filters users is not among the groups that authentik shows`,
    next: 'Let the token see all groups (authentik_core.view_group), or choose another group in the provider.',
  };
}

function applicationHidden(slug: string): Note {
  return {
    level: 'blocking',
    text: `The application "${slug}", whose bindings decide about users, is not among those that authentik shows`,
    next: 'Let the token see it: authentik_core.view_application',
  };
}
