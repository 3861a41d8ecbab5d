import { membersOf } from '../world/links.js';
import { pkOf, type Row } from '../world/row.js';
import type { Client } from './client.js';
import { isRecord } from './json.js';
import type { Link } from './links.js';
import { type Operation, patch } from './patch.js';
import { syncs } from './release-features.js';

/** The ids at the other side of those users whom it knows. */
export function memberIds({ links, provider }: Client, users: readonly Row[]): string[] {
  return users.flatMap((user) => links.find(provider, 'user', pkOf(user))?.scimId ?? []);
}

/** Adds members, each by an operation of his own; until 2024.8.3 all by one. */
export function addMembers(client: Client, link: Link, ids: readonly string[]): Promise<void> {
  return patch(client, link, operations(client, 'add', ids));
}

/** Removes members, each by an operation of his own; until 2024.8.3 all by one. */
export function removeMembers(client: Client, link: Link, ids: readonly string[]): Promise<void> {
  return patch(client, link, operations(client, 'remove', ids));
}

/**
 * Asks who is in the group there and mends the difference. AWS answers with an empty list whoever
 * is in it, so that everyone is added again and nobody is removed.
 */
export async function compareMembers(client: Client, group: Row, link: Link): Promise<void> {
  const wanted = memberIds(client, membersOf(client.world, group));
  const { members } = await client.send('GET', `/Groups/${link.scimId}`);
  // Without any list nothing is concluded.
  if (!Array.isArray(members)) return;
  const there = members.filter(isRecord).map(({ value }) => String(value));
  await patch(client, link, [
    ...operations(
      client,
      'add',
      wanted.filter((id) => !there.includes(id)),
    ),
    ...operations(
      client,
      'remove',
      there.filter((id) => !wanted.includes(id)),
    ),
  ]);
}

function operations(client: Client, op: string, ids: readonly string[]): Operation[] {
  const apart = syncs(client.world.release, 'patchesByConfig');
  const batches = apart ? ids.map((id) => [id]) : ids.length > 0 ? [ids] : [];
  return batches.map((batch) => ({
    op,
    path: 'members',
    value: batch.map((value) => ({ value })),
  }));
}
