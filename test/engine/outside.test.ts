import { expect, test } from 'vitest';
import type { Left, Observed } from '../../src/engine/observed.js';
import { changedOutside, difference } from '../../src/engine/outside.js';

const at = '2026-11-20T10:00:00.000Z';
const left: Left = {
  object: 'provider "AWS"',
  id: '41',
  fields: { audience: 'urn:a', binding: 'post' },
  at,
};
const now: Observed = {
  key: 'provider',
  object: 'provider "AWS"',
  there: true,
  id: '41',
  fields: { audience: 'urn:a', binding: 'post' },
};

const outside = (observed: Partial<Observed>) =>
  changedOutside([{ ...now, ...observed }], (key) => (key === 'provider' ? left : undefined));

test('what is as it was left is no change', () => {
  expect(outside({})).toEqual([]);
});

test('what no run left is no change, whatever it is', () => {
  expect(outside({ key: 'other' })).toEqual([]);
});

test('a field that differs is told with both values, and since when', () => {
  expect(outside({ fields: { audience: 'urn:b', binding: 'post' } })).toEqual([
    {
      key: 'provider',
      object: 'provider "AWS"',
      kind: 'changed',
      since: at,
      fields: [{ field: 'audience', from: 'urn:a', to: 'urn:b' }],
    },
  ]);
});

test('a renamed object is told under the name that it had', () => {
  const renamed = outside({ object: 'provider "Other"', fields: { audience: 'urn:b' } });
  expect(renamed[0]?.object).toBe('provider "AWS"');
});

test('an object that is gone is told without fields', () => {
  expect(outside({ there: false, fields: {} })).toMatchObject([{ kind: 'gone', fields: [] }]);
});

test('another object in its place is told by its id', () => {
  expect(outside({ id: '57' })).toMatchObject([
    { kind: 'changed', fields: [{ field: 'id', from: '41', to: '57' }] },
  ]);
});

test('a field that only one side knows tells nothing: another release has other fields', () => {
  expect(outside({ fields: { audience: 'urn:a', 'sign the assertion': 'true' } })).toEqual([]);
});

test('an object that was not there before is new', () => {
  const before = { ...now, there: false, fields: {} };
  expect(difference(before, now)).toMatchObject({ kind: 'new', fields: [] });
  expect(difference(before, before)).toBeUndefined();
});
