import { has, type Release } from '../releases.js';
import type { SyncMessage } from '../scim-sync.js';
import { pkOf, type Row, text } from '../world/row.js';
import type { Client } from './client.js';
import { isRecord, pythonText } from './json.js';
import type { Model } from './links.js';
import { syncs } from './release-features.js';
import type { Refused } from './remote.js';
import { groupTitle } from './schema.js';

/** What the log says of a request that a dry run did not send. */
export const dropped = 'Dropping mutating request due to dry run';

/** How the log of a whole run begins. */
export function beginning(release: Release): string {
  return syncs(release, 'sharedEngine') ? 'Starting full provider sync' : 'Starting full SCIM sync';
}

/** What the log says when a page begins; `or` is what the servers write. */
export function pageBegins(release: Release, model: Model, page: number): string {
  if (!has(release, 'tasks')) return `Syncing page ${page} of ${model}s`;
  return `Syncing page ${page} or ${model === 'user' ? 'Users' : 'Groups'}`;
}

/** What the log says of an object that the other side refused. */
export function failed(release: Release, model: Model, row: Row, refused: Refused): string {
  if (!syncs(release, 'sharedEngine')) {
    const name = text(row, model === 'user' ? 'username' : 'name');
    return `Failed to sync ${model} ${name} due to remote error: None`;
  }
  const title = model === 'user' ? text(row, 'username') : groupTitle(row);
  const kind = model === 'user' ? 'User ' : 'Group ';
  const name = syncs(release, 'plainGroupNames') ? title : kind + title;
  return `Failed to sync ${name} due to transient error: ${answer(release, refused)}`;
}

/** An answer as the log shows it: by its status, or (from 2026.2 on) by what AWS says. */
function answer(release: Release, { status, body }: Refused): string {
  if (status === 0) return 'Failed to send request';
  if (!syncs(release, 'quotesAnswers')) return `<Response [${status}]>`;
  return `Network error: ${isRecord(body) ? pythonText(body) : String(body ?? '')}`;
}

/** What a line of the log carries about the object that it is about. */
export function about(
  { world: { release } }: Client,
  model: Model,
  row: Row,
): Partial<SyncMessage> & { attributes: Row } {
  const title = model === 'user' ? 'User' : 'Group';
  return {
    attributes: { obj: model === 'user' ? userKey(row) : groupKey(row) },
    // A page that is a task of its own logs under its own name.
    ...(!has(release, 'tasks') && { logger: `SCIM Provider@authentik.core.models.${title}` }),
  };
}

function userKey(user: Row): Row {
  return { pk: pkOf(user), email: text(user, 'email'), username: text(user, 'username') };
}

function groupKey(group: Row): Row {
  const pk = text(group, 'pk').replaceAll('-', '');
  return { pk, app: 'authentik_core', name: text(group, 'name'), model_name: 'group' };
}
