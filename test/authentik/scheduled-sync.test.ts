import { describe, expect, test } from 'vitest';
import { failureOf } from './failure.js';
import type { Reply } from './loopback.js';
import { connectRecorded, type Overrides, recorded } from './recorded-server.js';
import { values } from './recording.js';
import { oldTask, page, task } from './scheduled-tasks.js';

const provider = { pk: values.scim, name: 'probe scim' };
const statusPath = `GET /providers/scim/${values.scim}/sync/status/`;
const done = { is_running: false, last_sync_status: 'done', last_successful_sync: at(30) };

function at(minute: number): string {
  return `2029-11-01T12:${minute}:00Z`;
}

async function connect(answer: object, tasks: Reply, overrides: Overrides = {}) {
  return connectRecorded('2025.10.4', {
    [statusPath]: { json: answer },
    'GET /tasks/tasks/': tasks,
    ...overrides,
  });
}

async function statusOf(answer: object, tasks: Reply, overrides: Overrides = {}) {
  const { authentik } = await connect(answer, tasks, overrides);
  return authentik.provisioning.status(provider);
}

describe('from 2025.8 on, the newest tasks of the schedule tell', () => {
  test('of a sync that waits, which the status leaves out', async () => {
    const status = await statusOf(done, page(task('queued', at(40)), task('done', at(30))));
    expect(status).toEqual({ state: 'queued', said: 'queued', startedAt: new Date(at(40)) });
  });

  test.each(['consumed', 'preprocess', 'running', 'postprocess'])(
    'of one that is being worked on: %s',
    async (state) => {
      const status = await statusOf(done, page(task(state, at(41)), task('done', at(30))));
      expect(status).toMatchObject({ state: 'running', said: state });
    },
  );

  test('of a page that is still under way though the whole is over', async () => {
    const part = task('running', at(41), '.scim_sync_objects');
    const whole = task('done', at(40));
    expect(await statusOf(done, page(part, whole))).toEqual({ state: 'running' });
    const waiting = task('queued', at(41), '.scim_sync_objects');
    expect(await statusOf(done, page(waiting, whole))).toEqual({ state: 'queued' });
  });

  test('of one that ended, whatever its pages ended with', async () => {
    const part = task('done', at(42), '.scim_sync_objects');
    const status = await statusOf(done, page(part, task('error', at(40)), task('done', at(30))));
    expect(status).toEqual({
      state: 'finished',
      said: 'error',
      startedAt: new Date(at(40)),
      finishedAt: new Date(at(40)),
    });
  });

  test('of the one that ended last, in whatever order they come', async () => {
    const status = await statusOf(done, page(task('error', at(30)), task('done', at(40))));
    expect(status).toMatchObject({ said: 'done', finishedAt: new Date(at(40)) });
  });

  test('but that it runs is believed at once', async () => {
    const answer = { ...done, is_running: true };
    expect(await statusOf(answer, page(task('done', at(30))))).toEqual({ state: 'running' });
  });

  test('also where they are called messages, as on 2025.8', async () => {
    const status = await statusOf(done, page(oldTask('queued', at(40))), {
      'GET /admin/version/': { json: { version_current: '2025.8.1' } },
    });
    expect(status).toEqual({ state: 'queued', said: 'queued', startedAt: new Date(at(40)) });
  });
});

describe('where the tasks cannot be read, the status alone decides', () => {
  const denied = recorded('2025.10.4', 'users without rights');
  const noSchedule = { 'GET /tasks/schedules/': page() };

  test.each([
    ['the token may not read tasks', denied, {}],
    ['the token may not read schedules', page(), { 'GET /tasks/schedules/': denied }],
    ['there is no schedule yet', page(), noSchedule],
    ['the schedule never ran', page(), {}],
  ])('%s', async (_why, tasks, overrides) => {
    const finishedAt = new Date(at(30));
    expect(await statusOf(done, tasks, overrides)).toMatchObject({
      state: 'finished',
      said: 'done',
      finishedAt,
    });
    const failed = await statusOf({ ...done, last_sync_status: 'error' }, tasks, overrides);
    expect(failed).toMatchObject({ state: 'finished', said: 'error' });
    // The time is that of the last success, not of this end.
    expect(failed.finishedAt).toBeUndefined();
    expect(await statusOf({ is_running: false }, tasks, overrides)).toEqual({ state: 'never' });
    expect(await statusOf({ is_running: true }, tasks, overrides)).toEqual({ state: 'running' });
  });

  test('but a server that fails is not taken for one that refuses', async () => {
    const broken = { status: 500, text: '' };
    expect(await failureOf(statusOf(done, broken))).toMatchObject({ status: 500 });
  });
});

test('the schedule is looked up once, the tasks are few, and of this schedule', async () => {
  const { authentik, server } = await connect(done, page(task('done', at(30))));
  await authentik.provisioning.status(provider);
  await authentik.provisioning.status(provider);
  const asked = (path: string) => server.requests.filter((request) => request.path === path);
  expect(asked('/tasks/schedules/')).toHaveLength(1);
  const [tasks, ...more] = asked('/tasks/tasks/');
  expect(more).toHaveLength(1);
  expect(Object.fromEntries(tasks?.query ?? [])).toEqual({
    rel_obj_content_type__app_label: 'authentik_tasks_schedules',
    rel_obj_content_type__model: 'schedule',
    rel_obj_id: values.schedule,
    ordering: '-mtime',
    page_size: '10',
  });
});
