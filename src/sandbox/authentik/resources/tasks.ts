import { constant, derived, type Field, readOnly } from '../fields/field.js';
import { json, noPermission } from '../http/answers.js';
import { isSuperuser } from '../http/callers.js';
import type { Endpoint } from '../http/endpoint.js';
import { pkOf, type Row, text, type Value } from '../world/row.js';
import { pick } from './crud.js';
import { equal, type Filter } from './filters.js';
import type { Resource } from './resource.js';
import { logLines, messagesOf, startSync } from './sync-runs.js';

const modelFilter = 'rel_obj_content_type__model';

const scheduleFields: readonly Field[] = [
  derived('id', pkOf),
  derived('identifier', (row) => text(row, 'rel_obj_id')),
  derived('uid', (row) => `scim_sync:${text(row, 'rel_obj_id')}`),
  constant('actor_name', 'authentik.providers.scim.tasks.scim_sync'),
  constant('rel_obj_app_label', 'authentik_providers_scim'),
  constant('rel_obj_model', 'scimprovider'),
  readOnly('rel_obj_id'),
  constant('crontab', '19 */4 * * *'),
  constant('paused', false),
  derived('next_run', (_row, { world }) =>
    new Date(world.now().getTime() + 14_400_000).toISOString(),
  ),
  constant('description', 'Full sync for SCIM provider.'),
  derived('last_task_status', (row, { world }) => {
    const tasks = world.tasks.all().filter((task) => task.schedule === pkOf(row));
    return tasks.at(-1)?.state ?? null;
  }),
];

/** The schedules of SCIM providers (from 2025.8 on). */
export const schedules: Resource = {
  path: '/tasks/schedules/',
  from: 'tasks',
  table: (world) => world.schedules,
  model: 'authentik_tasks_schedules.schedule',
  title: 'Schedule',
  lookup: 'pk',
  fields: scheduleFields,
  filters: { rel_obj_id: equal('rel_obj_id'), [modelFilter]: ofModel('scimprovider') },
  searched: [],
};

/** Sends a schedule now: 200 with an empty object, for administrators. */
export const scheduleSending: Endpoint = {
  path: `${schedules.path}:key/send/`,
  methods: {
    POST: {
      rights: 'signed-in',
      async run(call) {
        const { world } = call;
        if (!isSuperuser(world, call.user)) throw noPermission();
        const schedule = await pick(schedules, call, 'view');
        const provider = world.providers.get(text(schedule, 'rel_obj_id'));
        if (provider) startSync(provider, world);
        return json({});
      },
    },
  },
};

const taskFields: readonly Field[] = [
  derived('message_id', pkOf),
  constant('queue_name', 'default'),
  derived('actor_name', (row) => text(row, 'actor')),
  readOnly('state'),
  derived('mtime', (row) => text(row, 'changed')),
  constant('retries', 0),
  constant('eta', null),
  constant('rel_obj_app_label', 'authentik_tasks_schedules'),
  constant('rel_obj_model', 'schedule'),
  derived('rel_obj_id', (row) => row.schedule ?? null),
  readOnly('uid'),
  { ...derived('messages', logs), until: 'taskLogs' },
  { ...derived('logs', logs), from: 'taskLogs' },
  { ...constant('previous_logs', []), from: 'taskLogs' },
  derived('aggregated_status', (row) => text(row, 'state')),
  readOnly('description'),
];

/** The runs of schedules (from 2025.8 on). */
export const tasks: Resource = {
  path: '/tasks/tasks/',
  from: 'tasks',
  table: (world) => world.tasks,
  model: 'authentik_tasks.task',
  title: 'Task',
  lookup: 'pk',
  fields: taskFields,
  filters: {
    rel_obj_id: equal('schedule'),
    aggregated_status: equal('state'),
    [modelFilter]: ofModel('schedule'),
  },
  searched: [],
  orderNames: { mtime: 'changed' },
};

function ofModel(model: string): Filter {
  return (_row, wanted) => wanted.includes(model);
}

function logs(row: Row, { world }: Parameters<NonNullable<Field['show']>>[1]): Value {
  return logLines(world, messagesOf(row));
}
