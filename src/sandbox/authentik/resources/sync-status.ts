import { json, Refusal } from '../http/answers.js';
import type { Call, Endpoint } from '../http/endpoint.js';
import { has, type Release } from '../releases.js';
import { type Row, text, type Value } from '../world/row.js';
import { pick } from './crud.js';
import { scimProviders } from './scim-providers.js';
import { logLines, messagesOf, runsOf, runUid } from './sync-runs.js';

/** What the server says of the last synchronisation, under the path that the release has. */
export function syncStatus(release: Release): Endpoint {
  const path = has(release, 'syncStatusPath') ? 'sync/status' : 'sync_status';
  return {
    path: `${scimProviders.path}:key/${path}/`,
    methods: { GET: { rights: 'signed-in', run } },
  };
}

async function run(call: Call): Promise<Response> {
  const { world } = call;
  const provider = await pick(scimProviders, call, 'view');
  const last = runsOf(world, provider).at(-1);
  if (has(world.release, 'tasks')) return json(briefly(last));
  const tasks = last ? [systemTask(call, provider, last)] : [];
  if (has(world.release, 'previewForUser')) return json({ is_running: false, tasks });
  if (last === undefined) throw new Refusal(404, { detail: 'Not found.' });
  return json(taskUntil2023(provider, last));
}

function briefly(last: Row | undefined): Value {
  if (last === undefined) return { is_running: false };
  return {
    is_running: false,
    ...(last.status === 'done' && { last_successful_sync: text(last, 'finished') }),
    last_sync_status: text(last, 'status'),
  };
}

function systemTask({ world }: Call, provider: Row, last: Row): Value {
  const logs = has(world.release, 'latestVersionValid');
  const messages = messagesOf(last);
  return {
    uuid: text(last, 'pk'),
    name: 'scim_sync',
    full_name: `scim_sync:${runUid(provider)}`,
    uid: runUid(provider),
    description: 'Run full sync for SCIM provider',
    start_timestamp: text(last, 'started'),
    finish_timestamp: text(last, 'finished'),
    duration: 0,
    status: last.status === 'done' ? 'successful' : 'error',
    messages: logs ? logLines(world, { messages }) : messages.map(({ event }) => event),
    expires: text(last, 'finished'),
    expiring: true,
  };
}

function taskUntil2023(provider: Row, last: Row): Value {
  return {
    task_name: `scim_sync:${runUid(provider)}`,
    task_description: 'Run SCIM full sync for provider',
    task_finish_timestamp: text(last, 'finished'),
    task_duration: 0,
    status: last.status === 'done' ? 'SUCCESSFUL' : 'ERROR',
    messages: messagesOf(last).map(({ event }) => event),
  };
}
