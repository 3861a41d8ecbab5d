import { json, Refusal } from '../http/answers.js';
import type { Call, Endpoint } from '../http/endpoint.js';
import { has, type Release } from '../releases.js';
import { isUnfinished } from '../scim/task.js';
import { type Row, text, type Value } from '../world/row.js';
import { pick } from './crud.js';
import { scimProviders } from './scim-providers.js';
import { endedRuns, isRunning, logLines, messagesOf, runUid } from './sync-runs.js';

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
  const running = isRunning(world, provider);
  if (has(world.release, 'tasks')) return json({ is_running: running, ...briefly(call, provider) });
  const last = endedRuns(world, provider).at(-1);
  const tasks = last ? [systemTask(call, provider, last)] : [];
  if (has(world.release, 'previewForUser')) return json({ is_running: running, tasks });
  if (last === undefined) throw new Refusal(404, { detail: 'Not found.' });
  return json(taskUntil2023(provider, last));
}

/** The last task that ended, whether a whole run or a page (recording 2026.2.2, case gone). */
function briefly({ world }: Call, provider: Row): Row {
  const ended = world.tasks
    .all()
    .filter((task) => task.provider === provider.pk && !isUnfinished(task));
  const last = ended.at(-1);
  const successful = endedRuns(world, provider).findLast(({ state }) => state === 'done');
  return {
    ...(successful && { last_successful_sync: text(successful, 'mtime') }),
    ...(last && { last_sync_status: text(last, 'state') }),
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
    finish_timestamp: text(last, 'mtime'),
    duration: duration(last),
    status: last.state === 'done' ? 'successful' : text(last, 'state'),
    messages: logs ? logLines(world, messages) : messages.map(({ event }) => event),
    expires: text(last, 'mtime'),
    expiring: true,
  };
}

function taskUntil2023(provider: Row, last: Row): Value {
  return {
    task_name: `scim_sync:${runUid(provider)}`,
    task_description: 'Run SCIM full sync for provider',
    task_finish_timestamp: text(last, 'mtime'),
    task_duration: duration(last),
    status: last.state === 'done' ? 'SUCCESSFUL' : text(last, 'state').toUpperCase(),
    messages: messagesOf(last).map(({ event }) => event),
  };
}

/** How long a task took, in seconds. */
function duration(task: Row): number {
  return (Date.parse(text(task, 'mtime')) - Date.parse(text(task, 'started'))) / 1000 || 0;
}
