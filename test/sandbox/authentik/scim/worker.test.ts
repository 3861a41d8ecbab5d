import { describe, expect, it } from 'vitest';
import { many, one } from '../calls.js';
import { type CaseServer, caseServer, userKey } from './case-server.js';

const status = async (on: CaseServer) =>
  one(await on.call('GET', `/providers/scim/${on.scim}/sync/status/`));
const posts = (on: CaseServer) =>
  on.endpoint.requests.filter(({ method }) => method === 'POST').length;

describe('a run', () => {
  it('is seen queued, running and done', async () => {
    const on = await caseServer('2026.2.2', 'seen');
    const last = async () =>
      many(await on.call('GET', `/tasks/schedules/?rel_obj_id=${on.scim}`)).results[0]
        ?.last_task_status;
    let release: () => void = () => {};
    const asked = new Promise<void>((resolve) => {
      on.endpoint.whenAsked = () => {
        resolve();
        on.endpoint.whenAsked = undefined;
        return new Promise((go) => {
          release = go;
        });
      };
    });
    await on.save();
    await asked;
    await on.save();
    expect(await last()).toBe('queued');
    expect(await status(on)).toMatchObject({ is_running: true });
    const running = many(await on.call('GET', '/tasks/tasks/?aggregated_status=running')).results;
    expect(running.map(({ actor_name: actor }) => String(actor).split('.').at(-1))).toEqual([
      'scim_sync',
      'scim_sync_objects',
    ]);
    release();
    await on.settled();
    expect(await last()).toBe('done');
    expect(await status(on)).toMatchObject({ is_running: false, last_sync_status: 'done' });
  });

  it('waits for the one before it', async () => {
    const on = await caseServer('2025.4.4', 'queue');
    await Promise.all([on.save(), on.save()]);
    await on.settled();
    const order = on.endpoint.requests.map(({ method }) => method);
    expect(order.lastIndexOf('POST')).toBeLessThan(order.indexOf('PUT'));
    const runs = (await status(on)).tasks;
    expect(runs).toMatchObject([{ status: 'successful' }]);
  });

  it('sends nothing before its provider works for an application', async () => {
    const on = await caseServer('2026.2.2', 'unattached', { unattached: true });
    await on.save();
    await on.call('PATCH', '/core/users/2/', { name: 'Changed' });
    await on.settled();
    expect(on.endpoint.requests).toEqual([]);
  });

  it('is started by its schedule too', async () => {
    const on = await caseServer('2025.10.4', 'schedule');
    const [schedule] = many(
      await on.call('GET', `/tasks/schedules/?rel_obj_id=${on.scim}`),
    ).results;
    await on.call('POST', `/tasks/schedules/${schedule?.id}/send/`, {});
    await on.settled();
    expect(on.endpoint.directory.shown().users).toHaveLength(1);
  });

  it('tells of an endpoint that cannot be reached', async () => {
    const on = await caseServer('2026.2.2', 'gone');
    await on.endpoint.stop();
    await on.save();
    await on.settled();
    const logs = JSON.stringify(many(await on.call('GET', '/tasks/tasks/')).results);
    expect(logs).toContain('Failed to send request');
    expect(await status(on)).toMatchObject({ last_sync_status: 'done' });
  });

  it('tells of a mapping that is beyond this sandbox', async () => {
    const expression = 'return ak_something(request.user)';
    const on = await caseServer('2026.2.2', 'beyond', { expression });
    await on.save();
    await on.settled();
    const logs = JSON.stringify(many(await on.call('GET', '/tasks/tasks/')).results);
    expect(logs).toContain('not the name ak_something., caused by alice (mapping beyond user)');
    expect(on.endpoint.directory.shown().users).toEqual([]);
  });

  it('ends with its server', async () => {
    const on = await caseServer('2025.4.4', 'closing');
    const asked = new Promise<void>((resolve) => {
      on.endpoint.whenAsked = () => {
        resolve();
        return new Promise(() => {});
      };
    });
    await on.save();
    await asked;
    await on.close();
    await on.settled();
    expect(on.endpoint.requests).toEqual([]);
  });
});

describe('two runs at once, where they are to hang', () => {
  it('stop after the users and never end', async () => {
    const on = await caseServer('2025.10.4', 'hang', { server: { onSecondSync: 'hang' } });
    await Promise.all([on.save(), on.save()]);
    await on.settled();
    expect(on.endpoint.directory.shown()).toMatchObject({ users: [{ active: true }], groups: [] });
    expect(await status(on)).toMatchObject({ is_running: true });
    await on.call('PATCH', '/core/users/2/', { name: 'Nobody sends this' });
    await on.settled();
    expect(posts(on)).toBe(1);
  });

  it('are freed by a new start of the worker', async () => {
    const on = await caseServer('2026.2.2', 'hang', { server: { onSecondSync: 'hang' } });
    await Promise.all([on.save(), on.save()]);
    await on.settled();
    on.restartWorker();
    expect(await status(on)).toMatchObject({ is_running: false });
    await on.save();
    await on.settled();
    expect(on.endpoint.directory.shown().groups).toHaveLength(3);
  });
});

describe('a page that broke off', () => {
  it('is tried again until it can be finished', async () => {
    const on = await caseServer('2026.2.2', 'retry', { server: { syncRetryDelay: 1 } });
    await on.save();
    await on.settled();
    on.endpoint.directory.users.clear();
    await on.save();
    await on.settled();
    expect(await status(on)).toMatchObject({ is_running: true });
    const alice = await userKey(on, 'alice');
    await on.call('PATCH', `/core/users/${alice}/`, { name: 'Alice Changed' });
    await expect.poll(async () => (await status(on)).is_running).toBe(false);
    expect(await status(on)).toMatchObject({ last_sync_status: 'done' });
  });
});
