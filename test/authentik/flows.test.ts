import { expect, test } from 'vitest';
import type { Arrived } from './loopback.js';
import { connectRecorded } from './recorded-server.js';

const rows = [
  { pk: 'a', slug: 'first', name: 'First', designation: 'authorization' },
  { pk: 'b', slug: 'second', name: 'Second', designation: 'authorization' },
];

const listed = ({ query }: Arrived) => ({
  json: {
    pagination: { next: 0 },
    results: rows.filter((row) => row.designation === query.get('designation')),
  },
});

test('the first flow of a designation is that with the first slug', async () => {
  const overrides = { 'GET /flows/instances/': listed };
  const { authentik, server } = await connectRecorded('2025.4.4', overrides);
  expect(await authentik.flows.firstOf('authorization')).toEqual(rows[0]);
  expect(server.requests.at(-1)?.query.get('ordering')).toBe('slug');
});

test('there may be no flow of a designation', async () => {
  const { authentik } = await connectRecorded('2025.4.4', { 'GET /flows/instances/': listed });
  expect(await authentik.flows.firstOf('invalidation')).toBeUndefined();
});
