import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/basics/secret.js';
import type { Arrived } from './loopback.js';
import { connectRecorded, type Overrides, recorded } from './recorded-server.js';
import { type RecordedRelease, values } from './recording.js';
import { event, page, task } from './scheduled-tasks.js';

const provider = { pk: values.scim, name: 'probe scim' };

async function logOf(release: RecordedRelease, overrides: Overrides, since?: Date) {
  const { authentik } = await connectRecorded(release, overrides);
  return authentik.provisioning.log(provider, since);
}

function at(minute: number): string {
  return `2029-11-01T12:${minute}:00Z`;
}

describe('the log of a sync whose requests were refused', () => {
  test('on 2023.10.7 is plain, with the time of its end', async () => {
    const path = `GET /providers/scim/${values.scim}/sync_status/`;
    const reply = recorded('2023.10.7', 'sync status after a refusal, until 2024.4');
    const lines = await logOf('2023.10.7', { [path]: reply });
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatchObject({ level: 'info', text: 'Starting full SCIM sync' });
    expect(lines[2]).toEqual({
      at: new Date('2029-11-01T12:00:00Z'),
      level: 'warning',
      text: 'Failed to sync user alice due to remote error: None',
      attributes: {},
    });
    expect(await logOf('2023.10.7', { [path]: { status: 404, text: '' } })).toEqual([]);
  });

  test.each(['2024.8.6', '2025.4.4'] as const)('on %s says whom it is about', async (release) => {
    const path = `GET /providers/scim/${values.scim}/sync/status/`;
    const reply = recorded(release, 'sync status after a refusal, since 2024.6');
    const lines = await logOf(release, { [path]: reply });
    const trouble = lines.filter(({ level }) => level === 'warning');
    expect(trouble[0]).toMatchObject({
      text: 'Failed to sync User alice due to transient error: <Response [401]>',
      attributes: { obj: { username: 'alice', email: 'alice@example.com' } },
    });
    expect(trouble).toHaveLength(4);
    const never = recorded(release, 'sync status since 2024.6');
    expect(await logOf(release, { [path]: never })).toEqual([]);
  });

  test.each(['2025.10.4', '2026.2.2'] as const)('on %s is that of its task', async (release) => {
    const lines = await logOf(release, {});
    expect(lines.map(({ text }) => text)).toEqual([
      'Task has been queued',
      'Task is being processed',
      'Starting full provider sync',
      'Task finished processing without errors',
    ]);
  });
});

describe('from 2025.8 on', () => {
  const parts = '.scim_sync_objects';
  const stopped = event(at(31), 'warning', 'Stopping sync due to error', { obj: { pk: 6 } });
  const older = task('done', at(20), '.scim_sync', [event(at(20), 'info', 'older sync')]);
  const rows = [
    task('done', at(33), '.scim_sync', [
      event(at(33), 'info', 'Task finished'),
      event(at(30), 'info', 'Starting full provider sync'),
    ]),
    task('done', at(32), parts, [stopped]),
    { ...task('done', at(31), parts, []), previous_logs: [event(at(29), 'critical', 'broke')] },
    older,
    task('done', at(19), parts, [event(at(19), 'info', 'older page')]),
  ];

  test('the newest sync is told with its pages, in the order of time', async () => {
    const lines = await logOf('2026.2.2', { 'GET /tasks/tasks/': page(...rows) });
    expect(lines.map(({ level, text }) => `${level} ${text}`)).toEqual([
      'error broke',
      'info Starting full provider sync',
      'warning Stopping sync due to error',
      'info Task finished',
    ]);
  });

  test('everything since a moment is told, and no further page is read than needed', async () => {
    const asked: (string | null)[] = [];
    const paged = ({ query }: Arrived) => {
      asked.push(query.get('page'));
      const last = query.get('page') === '2';
      const results = last ? rows.slice(2) : rows.slice(0, 2);
      return { json: { pagination: { next: last ? 3 : 2 }, results } };
    };
    const since = new Date(at(20));
    const lines = await logOf('2026.2.2', { 'GET /tasks/tasks/': paged }, since);
    expect(lines.map(({ text }) => text)).toEqual([
      'older sync',
      'broke',
      'Starting full provider sync',
      'Stopping sync due to error',
      'Task finished',
    ]);
    expect(asked).toEqual(['1', '2']);
    const latest = await logOf('2026.2.2', { 'GET /tasks/tasks/': paged }, new Date(at(33)));
    expect(latest.map(({ text }) => text)).toEqual(['Task finished']);
  });

  test('a token that may not read tasks is shown none', async () => {
    const denied = recorded('2026.2.2', 'users without rights');
    expect(await logOf('2026.2.2', { 'GET /tasks/tasks/': denied })).toEqual([]);
    expect(await logOf('2026.2.2', { 'GET /tasks/schedules/': denied })).toEqual([]);
    expect(await logOf('2026.2.2', { 'GET /tasks/schedules/': page() })).toEqual([]);
  });

  test('a server that fails is not taken for one that refuses', async () => {
    const failed = logOf('2026.2.2', { 'GET /tasks/tasks/': { status: 500, text: '' } });
    await expect(failed).rejects.toMatchObject({ status: 500, operation: 'look up tasks' });
  });
});

test('neither the call stack of an exception nor a known token gets into a line', async () => {
  const token = new Secret('canary-9Pq2-scim-token').reveal();
  const attributes = {
    obj: { username: 'alice', note: `Bearer ${token}` },
    exception: [{ frames: [{ locals: { headers: 'unknown-token' } }] }],
  };
  const lines = await logOf('2026.2.2', {
    'GET /tasks/tasks/': page(
      task('done', at(33), '.scim_sync', [
        event(at(33), 'warn', `refused ${token}`, attributes),
        event(at(34), 'exception', `Traceback …\n  File "x"\nKeyError: '${token}'\n`),
        event(at(35), 'trace', 'fine', undefined),
      ]),
    ),
  });
  expect(JSON.stringify(lines)).not.toMatch(/canary|unknown-token/);
  expect(lines).toMatchObject([
    { level: 'warning', attributes: { obj: { username: 'alice', note: 'Bearer ••••••' } } },
    { level: 'error', text: "KeyError: '••••••'" },
    { level: 'debug', attributes: {} },
  ]);
});
