import { flag, pkOf, type Row, text } from '../world/row.js';
import type { Client } from './client.js';
import type { FullRun } from './full-sync.js';
import { isRecord } from './json.js';
import type { Model } from './links.js';
import { syncs } from './release-features.js';
import { Refused } from './remote.js';

/**
 * Links what is at the other side already, users by user name or address and groups by name (from
 * 2026.8 on, unless the provider is set not to). Never recorded: derived from the API schema.
 */
export async function discover(run: FullRun): Promise<void> {
  const { world, provider } = run.whole;
  if (!syncs(world.release, 'discovers') || !flag(provider, 'discovery_enabled')) return;
  const client = await run.connect();
  try {
    for (const resource of await listed(client, '/Users')) link(client, 'user', resource);
    for (const resource of await listed(client, '/Groups')) link(client, 'group', resource);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    run.whole.say('warning', 'Sync encountered a transient exception. Retrying');
  }
}

async function listed({ send }: Client, path: string): Promise<Record<string, unknown>[]> {
  const { Resources: resources } = await send('GET', path);
  return Array.isArray(resources) ? resources.filter(isRecord) : [];
}

function link(
  { world, links, provider }: Client,
  model: Model,
  resource: Record<string, unknown>,
): void {
  const known = links.all(provider, model).some((each) => each.scimId === resource.id);
  const row =
    model === 'user' ? userOf(world.users.all(), resource) : groupOf(world.groups.all(), resource);
  if (known || row === undefined || links.find(provider, model, pkOf(row))) return;
  links.add(provider, model, pkOf(row), resource);
}

function userOf(users: readonly Row[], { userName }: Record<string, unknown>): Row | undefined {
  return users.find(
    (user) => text(user, 'username') === userName || text(user, 'email') === userName,
  );
}

function groupOf(
  groups: readonly Row[],
  { displayName }: Record<string, unknown>,
): Row | undefined {
  return groups.find((group) => text(group, 'name') === displayName);
}
