import { describe, expect, test } from 'vitest';
import { failureOf, wordsOf } from './failure.js';
import type { Reply } from './loopback.js';
import { connectRecorded, recorded } from './recorded-server.js';
import { type RecordedRelease, recordedReleases, values } from './recording.js';
import { recordedStatuses } from './scim-recording.js';

const provider = { pk: values.scim, name: 'probe scim' };
const end = new Date('2029-11-01T12:00:00Z');

const pathOf = (release: string) =>
  `GET /providers/scim/${values.scim}/${release === '2023.10.7' ? 'sync_status' : 'sync/status'}/`;

/** Asks for the status on a server that answers the question so. */
async function statusOf(release: RecordedRelease, reply: Reply, overrides = {}) {
  const { authentik } = await connectRecorded(release, { [pathOf(release)]: reply, ...overrides });
  return authentik.provisioning.status(provider);
}

const nothing: Reply = { status: 404, text: '' };

describe.each(recordedReleases)('authentik %s says of a sync', (release) => {
  const since = release === '2023.10.7' ? 'until 2024.4' : 'since 2024.6';

  test('that it ended, even where every request was refused', async () => {
    const reply = recorded(release, `sync status after a refusal, ${since}`);
    const status = await statusOf(release, reply);
    expect(status).toMatchObject({ state: 'finished', finishedAt: end });
    expect(status.said).toMatch(/^(?:SUCCESSFUL|successful|done)$/);
  });

  test.each(recordedStatuses(release))('%s', async (_step, body) => {
    const { is_running = false } = Object(body);
    const status = await statusOf(release, body === '' ? nothing : { json: body });
    const over = body === '' ? 'never' : 'finished';
    expect(status.state).toBe(is_running === true ? 'running' : over);
  });

  test('nothing to a token that may not see the provider', async () => {
    const denied = recorded(release, 'create a SAML provider without rights');
    const error = await failureOf(statusOf(release, denied));
    expect(wordsOf(error)).toContain('authentik_providers_scim.view_scimprovider');
    const further = wordsOf(error).includes('authentik_events.view_systemtask');
    expect(further).toBe(release === '2024.8.6' || release === '2025.4.4');
  });
});

describe('on 2023.10.7', () => {
  test('the task’s duration tells when it began', async () => {
    const status = await statusOf('2023.10.7', {
      json: {
        task_name: 'scim_sync:probe-scim',
        task_finish_timestamp: '2029-11-01T12:00:00.500000Z',
        task_duration: 2.25,
        status: 'ERROR',
        messages: [],
      },
    });
    expect(status).toEqual({
      state: 'finished',
      said: 'ERROR',
      startedAt: new Date('2029-11-01T11:59:58.250Z'),
      finishedAt: new Date('2029-11-01T12:00:00.500Z'),
    });
  });

  test('an unknown path is an error, not a sync that never ran', async () => {
    const error = await failureOf(statusOf('2023.10.7', { status: 404, text: '<html>' }));
    expect(error.message).toContain('does not know how to read the status of a sync');
  });
});

describe('on 2024.8.6', () => {
  const task = (status: string, finish: string) => ({
    start_timestamp: '2029-11-01T11:59:00Z',
    finish_timestamp: finish,
    status,
    messages: [],
  });
  const tasks = (is_running: boolean, ...all: object[]) =>
    statusOf('2024.8.6', { json: { is_running, tasks: all } });

  test('without a task, or with one that never ran, there was no sync', async () => {
    expect(await statusOf('2024.8.6', recorded('2024.8.6', 'sync status since 2024.6'))).toEqual({
      state: 'never',
    });
    expect(await tasks(false, task('unknown', '2029-11-01T12:00:00Z'))).toEqual({ state: 'never' });
  });

  test('a running sync says nothing of how an earlier one ended', async () => {
    const status = await tasks(true, task('error', '2029-11-01T12:00:00Z'));
    expect(status).toEqual({ state: 'running' });
  });

  test('of several tasks the one that ended last counts', async () => {
    const status = await tasks(
      false,
      task('error', '2029-11-01T12:00:00Z'),
      task('successful', '2029-11-01T11:00:00Z'),
    );
    expect(status).toMatchObject({ state: 'finished', said: 'error', finishedAt: end });
  });

  test('a provider that is gone is an error', async () => {
    const missing = recorded('2024.8.6', 'an application that does not exist');
    expect(await failureOf(statusOf('2024.8.6', missing))).toMatchObject({ status: 404 });
  });

  test('an empty 404 is not taken for an answer', async () => {
    const error = await failureOf(statusOf('2024.8.6', nothing));
    expect(error.message).toContain('does not know how to');
  });
});
