import type { Release } from '../authentik/index.js';
import { listed } from '../basics/words.js';
import type { Note } from '../engine/change.js';
import type { Waiting } from '../engine/outcome.js';
import { scimDeletionsHandover } from '../handover/scim-deletions.js';
import type { Context } from './context.js';
import type { ScimScope } from './scim-scope.js';
import { usersInScope } from './sync-arrival.js';

/** Since 2026.2.2 (commit 75ac350d4 of authentik; absent in 2026.2.0 and 2026.2.1). */
export function deletesOutOfScope(release: Release): boolean {
  return release.atLeast(2026, 2, 2);
}

/**
 * The users whom provisioning brought to AWS and who are out of scope now. authentik deletes those
 * that it made itself; AWS does not tell them from those of an earlier provider, so all are named.
 */
export async function usersToDelete(
  context: Context,
  identityStoreId: string,
  scope: ScimScope,
): Promise<string[]> {
  const { authentik, aws } = context;
  if (!deletesOutOfScope(authentik.release)) return [];
  const inScope = new Set((await usersInScope(context, scope)).map(({ email }) => email));
  const outside: string[] = [];
  for await (const { userName, scimManaged } of aws.users(identityStoreId)) {
    if (scimManaged && !inScope.has(userName)) outside.push(userName);
  }
  return outside;
}

/** What the plan says of them. */
export function deletionNotes(userNames: readonly string[]): Note[] {
  if (userNames.length === 0) return [];
  return [
    {
      level: 'warning',
      text: `the next sync deletes in AWS, with their assignments: ${listed(userNames, 10)}`,
      next: 'Keep them in scope with --group NAME, or agree with --accept-scim-deletions.',
    },
  ];
}

/** Whether the run may go on; otherwise what it has to wait for, or why it must not. */
export async function agreeToDeletions(
  { answers, person }: Context,
  userNames: readonly string[],
): Promise<
  | { readonly kind: 'agreed' }
  | { readonly kind: 'waiting'; readonly waiting: Waiting }
  | { readonly kind: 'declined'; readonly why: string }
> {
  if (userNames.length === 0 || answers.acceptScimDeletions) return { kind: 'agreed' };
  const handover = scimDeletionsHandover(listed(userNames, 10), userNames.length);
  const answer = await person.handOver(handover);
  if (answer.kind === 'done') return { kind: 'agreed' };
  if (answer.kind === 'declined') return answer;
  const { what, instructions, files, bring } = handover;
  return { kind: 'waiting', waiting: { what, instructions, files, bring } };
}
