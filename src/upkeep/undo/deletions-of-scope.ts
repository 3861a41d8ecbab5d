import type { Context } from '../../procedure/context.js';
import { withGroupsBelow } from '../../procedure/people-in-scope.js';
import { deletionsBySync } from '../../procedure/scim-deletions.js';

/**
 * Users and groups whom the next sync deletes in AWS once only these groups are synced to it; users
 * stay in scope through the bindings of the application.
 * @param groupPks UUIDs of groups
 */
export async function deletionsOfScope(
  context: Context,
  slug: string,
  groupPks: readonly string[],
): Promise<string[]> {
  const { authentik, instance } = context;
  const names: string[] = [];
  for await (const { pk, name } of authentik.groups.all()) {
    if (groupPks.includes(pk)) names.push(name);
  }
  const application = await authentik.applications.bySlug(slug);
  const bindings = application ? await authentik.bindings.of(application.pk) : [];
  const bound = bindings.flatMap(({ group, enabled }) => (group && enabled ? [group.name] : []));
  return deletionsBySync(context, instance.identityStoreId, {
    fields: { groupFilters: [...groupPks] },
    userGroups: bound.length === 0 ? undefined : await withGroupsBelow(authentik, bound),
    groups: names,
    usersInWords: 'whoever may open the application',
    groupsInWords: names.join(', '),
  });
}
