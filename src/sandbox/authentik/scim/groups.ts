import { membersOf } from '../world/links.js';
import { pkOf, type Row, text } from '../world/row.js';
import type { Client } from './client.js';
import { holds } from './json.js';
import type { Link } from './links.js';
import { addMembers, compareMembers, memberIds, removeMembers } from './members.js';
import { patch } from './patch.js';
import { syncs } from './release-features.js';
import { Refused } from './remote.js';
import { groupSchema, groupTitle } from './schema.js';
import { StopSync } from './stop-sync.js';
import { filter, firstOf } from './users.js';

/** Makes or changes a group at the other side. One that is gone there is made again. */
export async function writeGroup(client: Client, group: Row): Promise<void> {
  const { links, provider } = client;
  const link = links.find(provider, 'group', pkOf(group));
  if (link === undefined) return create(client, group);
  try {
    await update(client, group, link);
  } catch (error) {
    if (!(error instanceof Refused && error.status === 404)) throw error;
    links.remove(link);
    await create(client, group);
  }
}

/** After users joined or left: tells the other side alone of them, or writes the whole group. */
export async function writeMembership(
  client: Client,
  group: Row,
  change: { action: 'add' | 'remove'; users: readonly Row[] },
): Promise<void> {
  const link = client.links.find(client.provider, 'group', pkOf(group));
  if (link === undefined) return;
  const ids = memberIds(client, change.users);
  const patchMembers = change.action === 'add' ? addMembers : removeMembers;
  if (client.config.patch) return patchMembers(client, link, ids);
  try {
    await writeGroup(client, group);
  } catch (error) {
    if (!client.config.isFallback || !(error instanceof Refused)) throw error;
    await patchMembers(client, link, ids);
  }
}

/** With its members where the other side is not asked to change them one by one. */
function schema(client: Client, group: Row): Row {
  const made = groupSchema(client, group);
  const patches = syncs(client.world.release, 'patchesByConfig') && client.config.patch;
  const ids = patches ? [] : memberIds(client, membersOf(client.world, group));
  return ids.length === 0 ? made : { ...made, members: ids.map((value) => ({ value })) };
}

async function create(client: Client, group: Row): Promise<void> {
  const { links, provider, send, world } = client;
  const sent = schema(client, group);
  let made: Record<string, unknown>;
  try {
    made = await send('POST', '/Groups', sent);
  } catch (error) {
    made = await existing(client, text(group, 'name'), error);
  }
  const link = links.add(provider, 'group', pkOf(group), made);
  if (link === undefined) {
    throw new StopSync('SCIM Response with missing or invalid `id`', groupTitle(group));
  }
  if (!syncs(world.release, 'patchesByConfig')) return;
  await addMembers(client, link, memberIds(client, membersOf(world, group)));
}

/** Looks for the group that has the name already (from 2026.2 on). */
async function existing(
  { world, config, send }: Client,
  name: string,
  error: unknown,
): Promise<Record<string, unknown>> {
  const taken = error instanceof Refused && error.status === 409;
  if (!taken || !config.filter || !syncs(world.release, 'looksUpGroups')) throw error;
  return firstOf(await send('GET', `/Groups?${filter(`displayName eq "${name}"`)}`), error);
}

async function update(client: Client, group: Row, link: Link): Promise<void> {
  const sent = { ...schema(client, group), id: link.scimId };
  const { release } = client.world;
  if (syncs(release, 'leavesUnchanged') && holds(link.attributes, sent)) {
    return compareMembers(client, group, link);
  }
  if (syncs(release, 'patchesByConfig') && client.config.patch) {
    return replace(client, group, link, sent);
  }
  try {
    await client.send('PUT', `/Groups/${link.scimId}`, sent);
  } catch (error) {
    // Not all take PUT for groups (AWS does not), so that PATCH is tried.
    if (!(error instanceof Refused) || error.status === 404) throw error;
    return replace(client, group, link, sent);
  }
  if (syncs(release, 'patchesByConfig')) await compareMembers(client, group, link);
}

/** Replaces what a group is called: in one of three ways, of which AWS refuses the second. */
async function replace(client: Client, group: Row, link: Link, sent: Row): Promise<void> {
  const { release } = client.world;
  const path = (name: string) => ({ op: 'replace', path: name, value: sent[name] ?? null });
  if (!syncs(release, 'patchesByConfig')) {
    await addMembers(client, link, memberIds(client, membersOf(client.world, group)));
    return patch(client, link, [path('displayName')]);
  }
  const isAws = text(client.provider, 'compatibility_mode') === 'aws';
  if (isAws && syncs(release, 'patchesPathsForAws')) {
    await patch(client, link, [path('displayName'), path('externalId')]);
  } else {
    await client.send('PATCH', `/Groups/${link.scimId}`, {
      Operations: [{ op: 'replace', value: sent }],
    });
  }
  await compareMembers(client, group, link);
}
