import { expect, test } from 'vitest';
import { z } from 'zod';
import { eachRow } from '../../src/authentik/paging.js';
import type { Arrived } from './loopback.js';
import { connectRecorded } from './recorded-server.js';

function user(pk: number) {
  return { pk, username: `user${pk}`, name: '', email: '', is_active: true, type: 'internal' };
}

/** A list of so many users, two to a page however many are asked for. */
function pages(count: number) {
  return ({ query }: Arrived) => {
    const page = Number(query.get('page'));
    const next = page * 2 < count ? page + 1 : 0;
    const pks = [page * 2 - 1, page * 2].filter((pk) => pk <= count);
    return { json: { pagination: { next }, results: pks.map(user) } };
  };
}

test('a list is walked to its end, a hundred rows asked for at a time', async () => {
  const { authentik, server } = await connectRecorded('2026.2.2', { 'GET /core/users/': pages(5) });
  const names: string[] = [];
  for await (const { username } of authentik.users.all({ activeOnly: true })) names.push(username);
  expect(names).toEqual(['user1', 'user2', 'user3', 'user4', 'user5']);
  const asked = server.requests.filter(({ path }) => path === '/core/users/');
  expect(asked.map(({ query }) => query.get('page'))).toEqual(['1', '2', '3']);
  for (const { query } of asked) {
    expect(query.get('page_size')).toBe('100');
    expect(query.get('is_active')).toBe('true');
    expect(query.get('ordering')).toBe('pk');
  }
});

test('pages are read as they are needed', async () => {
  const { authentik, server } = await connectRecorded('2026.2.2', { 'GET /core/users/': pages(9) });
  for await (const { pk } of authentik.users.all()) if (pk === 3) break;
  expect(server.requests.filter(({ path }) => path === '/core/users/')).toHaveLength(2);
});

test('several groups are named one by one', async () => {
  const { authentik, server } = await connectRecorded('2026.2.2', { 'GET /core/users/': pages(0) });
  const groupNames = ['aws users', 'admins & more'];
  for await (const found of authentik.users.all({ groupNames })) expect(found).toBeUndefined();
  expect(server.requests.at(-1)?.query.getAll('groups_by_name')).toEqual(groupNames);
});

test('a list that got shorter in the meantime ends where a page is gone', async () => {
  const gone = { status: 404, json: { detail: 'Invalid page.' } };
  const { authentik } = await connectRecorded('2026.2.2', {
    'GET /core/users/': (request) => (request.query.get('page') === '2' ? gone : pages(3)(request)),
  });
  const pks: number[] = [];
  for await (const { pk } of authentik.users.all()) pks.push(pk);
  expect(pks).toEqual([1, 2]);
});

test('a list that goes in circles is an error, not an endless run', async () => {
  const { authentik } = await connectRecorded('2026.2.2', {
    'GET /core/users/': { json: { pagination: { next: 1 }, results: [user(1)] } },
  });
  const walk = async () => {
    for await (const { pk } of authentik.users.all()) expect(pk).toBe(1);
  };
  await expect(walk()).rejects.toThrow(/has no end/);
});

test('a row that lacks what is needed is named by its place, not shown', async () => {
  const row = { ...user(1), email: 7, name: 'do not show me' };
  const { authentik } = await connectRecorded('2026.2.2', {
    'GET /core/users/': { json: { pagination: { next: 0 }, results: [row] } },
  });
  const failed = authentik.users.byUsername('user1');
  await expect(failed).rejects.toMatchObject({
    name: 'AuthentikError',
    message: 'authentik answered in an unknown form when asked to look up users',
    why: 'Not as expected: email: expected string, received number.',
  });
});

test('a list that goes on for ever is given up', async () => {
  const readPage = async (page: number) => ({ pagination: { next: page + 1 }, results: [] });
  const rows = eachRow(readPage, 'look up users', z.unknown());
  await expect(rows.next()).rejects.toMatchObject({
    message: expect.stringContaining('has no end'),
    why: 'It goes on after 10,000 pages.',
  });
});

test.each([-1, 1.5, 1e308, 'two', null])(
  'a next page that is no number of one: %j',
  async (next) => {
    const readPage = async () => ({ pagination: { next }, results: [] });
    const rows = eachRow(readPage, 'look up users', z.unknown());
    await expect(rows.next()).rejects.toMatchObject({
      message: expect.stringContaining('unknown form'),
    });
  },
);
