import { pkOf, type Row, text } from '../world/row.js';
import type { Client } from './client.js';
import { holds, isRecord } from './json.js';
import type { Link } from './links.js';
import { syncs } from './release-features.js';
import { Refused } from './remote.js';
import { userSchema } from './schema.js';
import { StopSync } from './stop-sync.js';

/** Makes or changes a user at the other side. One that is gone there is made again. */
export async function writeUser(client: Client, user: Row): Promise<void> {
  const { links, provider } = client;
  const link = links.find(provider, 'user', pkOf(user));
  if (link === undefined) return create(client, user);
  try {
    await update(client, user, link);
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
    links.remove(link);
    await create(client, user);
  }
}

async function create(client: Client, user: Row): Promise<void> {
  const { links, provider, send } = client;
  const sent = userSchema(client, user);
  let made: Record<string, unknown>;
  try {
    made = await send('POST', '/Users', sent);
  } catch (error) {
    made = await existing(client, text(sent, 'userName'), error);
  }
  if (links.add(provider, 'user', pkOf(user), made) === undefined) {
    throw new StopSync('SCIM Response with missing or invalid `id`', text(user, 'username'));
  }
}

/** Looks for whoever has the user name already (from 2025.4 on); the value is quoted later. */
async function existing(
  { world, config, send }: Client,
  userName: string,
  error: unknown,
): Promise<Record<string, unknown>> {
  const taken = error instanceof Refused && error.status === 409;
  if (!taken || !config.filter || !syncs(world.release, 'looksUpUsers')) throw error;
  const value = syncs(world.release, 'quotesLookUp') ? `"${userName}"` : userName;
  return firstOf(await send('GET', `/Users?${filter(`userName eq ${value}`)}`), error);
}

/** A filter as part of an address, encoded as a form is. */
export function filter(expression: string): string {
  return new URLSearchParams({ filter: expression }).toString();
}

/** The first resource that a list holds; throws the given error when there is none. */
export function firstOf(found: Record<string, unknown>, error: unknown): Record<string, unknown> {
  const [first]: unknown[] = Array.isArray(found.Resources) ? found.Resources : [];
  if (!isRecord(first)) throw error;
  return first;
}

async function update(client: Client, user: Row, link: Link): Promise<void> {
  const sent = { ...userSchema(client, user), id: link.scimId };
  const leaves = syncs(client.world.release, 'leavesUnchanged');
  if (leaves && holds(link.attributes, sent)) return;
  link.attributes = await client.send('PUT', `/Users/${link.scimId}`, sent);
}
