import type { Release } from '../authentik/index.js';
import { listed } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import type { Waiting } from '../engine/outcome.js';
import { scimDeletionsHandover } from '../handover/scim-deletions.js';
import { type Context, recall } from './context.js';
import { withGroupsBelow } from './people-in-scope.js';
import type { ScimScope } from './scim-scope.js';
import { usersInScope } from './sync-arrival.js';

/** Since 2026.2.2 (commit 75ac350d4 of authentik; absent in 2026.2.0 and 2026.2.1). */
export function deletesOutOfScope(release: Release): boolean {
  return release.atLeast(2026, 2, 2);
}

/**
 * What provisioning brought to AWS, or took over there, and what is out of scope now. authentik
 * deletes what it made itself; AWS does not tell that from what is of an earlier provider, so all
 * is named: users by their names, groups as `the group "…"`.
 */
export async function deletionsBySync(
  context: Context,
  identityStoreId: string,
  scope: ScimScope,
): Promise<string[]> {
  if (!deletesOutOfScope(context.authentik.release)) return [];
  return [
    ...(await usersOutside(context, identityStoreId, scope)),
    ...(await groupsOutside(context, identityStoreId, scope)),
  ];
}

/**
 * The users whom a sync would delete once only these groups are bound to an application that syncs
 * already: authentik's own schedule may do it before this program starts a sync.
 */
export async function deletionsByBinding(
  context: Context,
  identityStoreId: string,
  groupNames: readonly string[],
): Promise<string[]> {
  if (!deletesOutOfScope(context.authentik.release)) return [];
  const userGroups = await withGroupsBelow(context.authentik, groupNames);
  return usersOutside(context, identityStoreId, { userGroups });
}

async function usersOutside(
  context: Context,
  identityStoreId: string,
  scope: Pick<ScimScope, 'userGroups'>,
) {
  // Whom the first sync took over has an external ID only once a later one has written him.
  const takenOver = recall(context.memory, 'firstSync')?.value.takenOver ?? [];
  const inScope = new Set((await usersInScope(context, scope)).map(({ email }) => email));
  const outside: string[] = [];
  for await (const { userName, scimManaged } of context.aws.users(identityStoreId)) {
    if (inScope.has(userName)) continue;
    if (scimManaged || takenOver.includes(userName)) outside.push(userName);
  }
  return outside;
}

async function groupsOutside({ aws }: Context, identityStoreId: string, { groups }: ScimScope) {
  if (!groups) return [];
  const outside: string[] = [];
  for await (const { displayName, scimManaged } of aws.groups(identityStoreId)) {
    if (scimManaged && !groups.includes(displayName)) outside.push(`the group "${displayName}"`);
  }
  return outside;
}

/** What the plan says of them. */
export function deletionNotes(names: readonly string[]): Note[] {
  if (names.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `the next sync deletes in AWS, with their assignments: ${listed(names, 10)}`,
      next: 'Keep them in scope with --group NAME, or agree with --accept-scim-deletions.',
    },
  ];
}

/** Whether the run may go on; otherwise what it has to wait for, or why it must not. */
export async function agreeToDeletions(
  { answers, person }: Context,
  names: readonly string[],
): Promise<
  | { readonly kind: 'agreed' }
  | { readonly kind: 'waiting'; readonly waiting: Waiting }
  | { readonly kind: 'declined'; readonly why: string }
> {
  if (names.length === 0 || answers.acceptScimDeletions) return { kind: 'agreed' };
  const handover = scimDeletionsHandover(listed(names, 10), names.length);
  const answer = await person.handOver(handover);
  if (answer.kind === 'done') return { kind: 'agreed' };
  if (answer.kind === 'declined') return answer;
  const { what, instructions, files, bring } = handover;
  return { kind: 'waiting', waiting: { what, instructions, files, bring } };
}
