import { describe, expect, it } from 'vitest';
import { many, one } from '../calls.js';
import { type CaseServer, caseServer, skipping, userKey } from './case-server.js';

const everyone = { everyone: true, expression: skipping };

const userNames = (on: CaseServer) =>
  on.endpoint.directory.shown().users.map(({ userName }) => userName);
const groupNames = (on: CaseServer) =>
  on.endpoint.directory.shown().groups.map(({ displayName }) => displayName);

describe('who is synchronised', () => {
  it.each([
    ['2025.12.0', ['alice@example.com']],
    ['2026.2.2', ['admin@example.com', 'alice@example.com']],
  ])('is decided by the group of the provider until 2025.12 (%s)', async (release, expected) => {
    const on = await caseServer(release, 'scope', everyone);
    await on.save({ filter_group: on.group });
    await on.settled();
    expect(userNames(on)).toEqual(expected);
  });

  it.each([
    ['2025.12.0', ['admin@example.com', 'alice@example.com']],
    ['2026.2.2', ['alice@example.com']],
  ])('is decided by the application from 2026.2 on (%s)', async (release, expected) => {
    const on = await caseServer(release, 'scope', { expression: skipping });
    await on.save({ filter_group: null });
    await on.settled();
    expect(userNames(on)).toEqual(expected);
  });

  it('leaves service accounts out if the provider says so', async () => {
    const on = await caseServer('2026.2.2', 'accounts', everyone);
    const account = { username: 'robot', name: 'Robot', email: 'robot@example.com' };
    await on.call('POST', '/core/users/', { ...account, type: 'service_account' });
    await on.save();
    await on.settled();
    expect(userNames(on)).not.toContain('robot@example.com');
    await on.save({ exclude_users_service_account: false });
    await on.settled();
    expect(userNames(on)).toContain('robot@example.com');
  });

  it('is deleted at the other side when out of scope, from 2026.2.2 on', async () => {
    for (const [release, left] of [
      ['2026.2.1', 1],
      ['2026.2.2', 0],
    ] as const) {
      const on = await caseServer(release, 'out');
      await on.save();
      const alice = await userKey(on, 'alice');
      await on.call('POST', `/core/groups/${on.group}/remove_user/`, { pk: alice });
      await on.save();
      await on.settled();
      expect(userNames(on)).toHaveLength(left);
    }
  });
});

describe('which groups are synchronised', () => {
  it('are all of them until 2025.12', async () => {
    const on = await caseServer('2025.12.0', 'groups');
    await on.save({ group_filters: [on.group] });
    await on.settled();
    expect(groupNames(on)).toHaveLength(3);
  });

  it('are those that the provider names from 2026.2 on, and others are deleted', async () => {
    const on = await caseServer('2026.2.2', 'groups');
    await on.save();
    await on.settled();
    expect(groupNames(on)).toHaveLength(3);
    await on.save({ group_filters: [on.group] });
    await on.settled();
    expect(groupNames(on)).toEqual(['aws-users']);
  });
});

describe('pages', () => {
  it('are as long as the provider says', async () => {
    const people = ['carol', 'dave', 'erin'];
    const provider = { sync_page_size: 2 };
    const on = await caseServer('2026.2.2', 'pages', { ...everyone, people, provider });
    await on.save();
    await on.settled();
    const logs = JSON.stringify(many(await on.call('GET', '/tasks/tasks/')).results);
    expect(logs).toContain('Syncing page 3 or Users');
    expect(userNames(on)).toHaveLength(5);
  });

  it('go on after one that a bad user has stopped', async () => {
    const people = ['carol', 'dave'];
    const provider = { sync_page_size: 3 };
    const on = await caseServer('2026.2.2', 'pages', { everyone: true, people, provider });
    await on.save();
    await on.settled();
    // Bob, the third of the first page, is the last there; carol and dave are on the next.
    expect(userNames(on)).toEqual([
      'admin@example.com',
      'alice@example.com',
      'carol@example.com',
      'dave@example.com',
    ]);
  });
});

describe('one object', () => {
  it('is synchronised at once, with what went wrong in the answer until 2025.6', async () => {
    const on = await caseServer('2025.4.4', 'single', { everyone: true });
    const bob = String(await userKey(on, 'bob'));
    const answer = await on.call('POST', `/providers/scim/${on.scim}/sync/object/`, {
      sync_object_model: 'authentik.core.models.User',
      sync_object_id: bob,
    });
    expect(JSON.stringify(one(answer).messages)).toContain('caused by bob');
  });

  it('is sent in spite of a dry run if that is asked for', async () => {
    const on = await caseServer('2026.2.2', 'dry', { provider: { dry_run: true } });
    await on.save();
    await on.settled();
    expect(userNames(on)).toEqual([]);
    const logs = JSON.stringify(many(await on.call('GET', '/tasks/tasks/')).results);
    expect(logs).toContain('Dropping mutating request due to dry run');
    const body = { sync_object_model: 'authentik.core.models.Group', override_dry_run: true };
    const path = `/providers/scim/${on.scim}/sync/object/`;
    await on.call('POST', path, { ...body, sync_object_id: on.group });
    expect(groupNames(on)).toEqual(['aws-users']);
  });
});

describe('what is there already', () => {
  it('is found before the first run from 2026.8 on, unless the provider is told not to', async () => {
    for (const [discovery_enabled, method] of [
      [true, 'PUT'],
      [false, 'POST'],
    ] as const) {
      const on = await caseServer('2026.8.0', 'found', { provider: { discovery_enabled } });
      on.endpoint.directory.addByHand('alice@example.com');
      await on.save();
      await on.settled();
      const [first] = on.endpoint.requests.filter(
        (each) => each.path.startsWith('/Users') && each.method !== 'GET',
      );
      expect(first?.method).toBe(method);
    }
  });
});
