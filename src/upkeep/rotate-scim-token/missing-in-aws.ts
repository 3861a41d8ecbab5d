import { ExpectedError } from '../../basics/errors.js';
import type { Context } from '../../procedure/context.js';
import type { ScimScope } from '../../procedure/scim-scope.js';
import { scopeAsSet } from '../../procedure/scim-scope-as-set.js';
import { compareSides } from '../../procedure/sync-arrival.js';
import type { TokenFacts } from './facts.js';

type Have = Pick<TokenFacts, 'instance' | 'scim'>;

/** Whom the sync covers, by what is set in authentik: a rotation changes nothing about it. */
export async function scopeOf({ authentik }: Context, { scim }: Have): Promise<ScimScope> {
  const provider = await authentik.scimProviders.get(scim.provider.pk);
  const scope = provider && (await scopeAsSet(authentik, provider, scim.slug));
  if (scope) return scope;
  throw new ExpectedError({
    what: `The SCIM provider "${scim.provider.name}" or its application is gone from authentik`,
    next: 'Set it up anew: authentik-aws setup --scim',
  });
}

/** How many users, groups and memberships in scope have not arrived in AWS. */
export async function missingInAws(context: Context, have: Have): Promise<number> {
  const scope = await scopeOf(context, have);
  const arrival = await compareSides(context, have.instance.identityStoreId, scope);
  const { missingUsers, missingGroups, missingMembers } = arrival;
  return missingUsers.length + missingGroups.length + missingMembers.length;
}
