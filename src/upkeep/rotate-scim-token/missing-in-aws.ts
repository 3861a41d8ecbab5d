import type { Context } from '../../procedure/context.js';
import { type ScimScope, scopeFor } from '../../procedure/scim-scope.js';
import { compareSides } from '../../procedure/sync-arrival.js';
import type { TokenFacts } from './facts.js';

type Have = Pick<TokenFacts, 'instance' | 'scim'>;

/** Whom the sync covers, by what is set in authentik: a rotation changes nothing about it. */
export async function scopeOf({ authentik }: Context, { scim }: Have): Promise<ScimScope> {
  const [provider, application] = await Promise.all([
    authentik.scimProviders.get(scim.provider.pk),
    authentik.applications.bySlug(scim.slug),
  ]);
  const bindings = application ? await authentik.bindings.of(application.pk) : [];
  const bound = bindings.flatMap(({ group, enabled }) => (group && enabled ? [group.name] : []));
  const chosen = [provider?.filterGroup, ...(provider?.groupFilters ?? [])];
  const names: string[] = [];
  if (chosen.some((pk) => typeof pk === 'string')) {
    for await (const { pk, name } of authentik.groups.all())
      if (chosen.includes(pk)) names.push(name);
  }
  return scopeFor(authentik, names, bound);
}

/** How many users, groups and memberships in scope have not arrived in AWS. */
export async function missingInAws(context: Context, have: Have): Promise<number> {
  const scope = await scopeOf(context, have);
  const arrival = await compareSides(context, have.instance.identityStoreId, scope);
  const { missingUsers, missingGroups, missingMembers } = arrival;
  return missingUsers.length + missingGroups.length + missingMembers.length;
}
