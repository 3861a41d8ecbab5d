import type { Authentik, ScimProvider } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';
import { letIn } from './group-bindings.js';
import { type ScimScope, scopeFor } from './scim-scope.js';

/**
 * Whom and what the sync covers by what is set in authentik, whatever is wished for in this run;
 * undefined where there is no application.
 * @param slug of the application, where the release does not tell which one the provider works for
 */
export async function scopeAsSet(
  authentik: Authentik,
  provider: ScimProvider,
  slug: string,
): Promise<ScimScope | undefined> {
  const application = await authentik.applications.bySlug(
    provider.backchannelApplicationSlug ?? slug,
  );
  if (!application) return undefined;
  const [bindings, names] = await Promise.all([
    authentik.bindings.of(application.pk),
    Promise.all(groupKeys(provider).map((pk) => nameOf(authentik, pk))),
  ]);
  return scopeFor(authentik, names, letIn(bindings));
}

function groupKeys({ filterGroup, groupFilters = [] }: ScimProvider): string[] {
  return [...(filterGroup ? [filterGroup] : []), ...groupFilters];
}

/** A group that is not shown must not pass for no limit. */
async function nameOf({ groups }: Authentik, pk: string): Promise<string> {
  const group = await groups.get(pk);
  if (group) return group.name;
  throw new ExpectedError({
    what: 'A group to which the SCIM provider is limited is not shown to this token',
    next: 'Let the token see all groups: authentik_core.view_group',
    exit: 'notAuthorised',
  });
}
