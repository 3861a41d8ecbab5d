import type { Authentik, Group, ScimProvider } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';
import type { Note } from '../engine/change.js';
import { letIn } from './group-bindings.js';
import { type ScimScope, scopeFor, scopeOfGroups } from './scim-scope.js';

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
  const [bindings, groups] = await Promise.all([
    authentik.bindings.of(application.pk),
    groupsOf(authentik, provider),
  ]);
  return scopeOfGroups(authentik, groups, letIn(bindings));
}

/**
 * Whom and what the sync is to cover: the groups that are named, or, where none is, those to which
 * the provider is limited already. Forgetting the flag must open nothing.
 * @param bound names of the groups that are bound to the application
 */
export async function scopeToBe(
  authentik: Authentik,
  wished: readonly string[],
  bound: readonly string[],
  provider: ScimProvider | undefined,
): Promise<ScimScope> {
  if (!provider || !staysLimited(wished, provider)) return scopeFor(authentik, wished, bound);
  return scopeOfGroups(authentik, await groupsOf(authentik, provider), bound);
}

/** Says that a limit stays although nobody named it. */
export function limitNotes(
  wished: readonly string[],
  provider: ScimProvider | undefined,
  { userGroups, groups = userGroups ?? [] }: ScimScope,
): Note[] {
  if (!provider || !staysLimited(wished, provider)) return [];
  return [
    {
      level: 'info',
      text: `no group is named, so the provider stays limited to ${groups.join(', ')}`,
      next: `To lift the limit: authentik admin interface → Applications → Providers → ${provider.name}`,
    },
  ];
}

function staysLimited(wished: readonly string[], provider: ScimProvider): boolean {
  return wished.length === 0 && groupKeys(provider).length > 0;
}

function groupKeys({ filterGroup, groupFilters = [] }: ScimProvider): string[] {
  return [...(filterGroup ? [filterGroup] : []), ...groupFilters];
}

/** A group that is not shown must not pass for no limit. */
function groupsOf({ groups }: Authentik, provider: ScimProvider): Promise<Group[]> {
  return Promise.all(
    groupKeys(provider).map(async (pk) => {
      const group = await groups.get(pk);
      if (group) return group;
      throw new ExpectedError({
        what: 'A group to which the SCIM provider is limited is not shown to this token',
        next: 'Let the token see all groups: authentik_core.view_group',
        exit: 'notAuthorised',
      });
    }),
  );
}
