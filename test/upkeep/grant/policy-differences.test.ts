import { assert, constantFrom, property, record, subarray } from 'fast-check';
import { expect, test } from 'vitest';
import type { PermissionSetChange } from '../../../src/aws/permission-set-changes.js';
import type { Policies } from '../../../src/aws/permission-sets.js';
import {
  noPolicies,
  policyChanges,
  policyFields,
} from '../../../src/upkeep/grant/policy-differences.js';
import { isoOf, millisecondsOf } from '../../../src/upkeep/grant/session-length.js';

const arn = (name: string) => `arn:aws:iam::aws:policy/${name}`;

const some = record({
  managed: subarray([arn('A'), arn('B'), arn('job-function/C')]),
  customer: subarray([
    { name: 'X', path: '/' },
    { name: 'X', path: '/team/' },
    { name: 'Y', path: '/' },
  ]),
  inline: constantFrom('', '{"Statement":[]}', '{"Statement":[{}]}'),
});

/** What becomes of policies by changes, as AWS makes them. */
function changed({ managed, customer, inline }: Policies, changes: readonly PermissionSetChange[]) {
  const after = { managed: new Set(managed), customer: new Set(customer.map(text)), inline };
  for (const change of changes) {
    if (change.kind === 'attach managed') after.managed.add(change.arn);
    if (change.kind === 'detach managed') after.managed.delete(change.arn);
    if (change.kind === 'attach customer') after.customer.add(text(change.policy));
    if (change.kind === 'detach customer') after.customer.delete(text(change.policy));
    if (change.kind === 'put inline') after.inline = change.text;
    if (change.kind === 'delete inline') after.inline = '';
  }
  return after;
}

const text = ({ name, path }: { name: string; path: string }) => `${path}${name}`;

test('the changes make one of the other, and there are none between equals', () => {
  assert(
    property(some, some, (from, to) => {
      expect(changed(from, policyChanges(from, to))).toEqual(changed(to, []));
      expect(policyChanges(to, to)).toEqual([]);
      expect(policyFields(from, to).length > 0).toBe(policyChanges(from, to).length > 0);
    }),
  );
});

test('what goes comes before what comes', () => {
  const kinds = policyChanges(
    { managed: [arn('A')], customer: [{ name: 'X', path: '/' }], inline: '' },
    { managed: [arn('B')], customer: [{ name: 'Y', path: '/' }], inline: '{"Statement":[]}' },
  ).map(({ kind }) => kind);
  expect(kinds).toEqual([
    'detach managed',
    'detach customer',
    'attach managed',
    'attach customer',
    'put inline',
  ]);
});

test('an inline policy is the same whatever its blanks', () => {
  const one = { ...noPolicies, inline: '{ "Statement": [ {} ] }\n' };
  expect(policyChanges(one, { ...noPolicies, inline: '{"Statement":[{}]}' })).toEqual([]);
  expect(policyChanges(one, { ...noPolicies, inline: 'no JSON' })).toHaveLength(1);
});

test('fields name policies as people know them', () => {
  const to = { managed: [arn('job-function/C'), arn('A')], customer: [], inline: '{"a": 1}' };
  expect(policyFields({ ...noPolicies, customer: [{ name: 'X', path: '/team/' }] }, to)).toEqual([
    { field: 'AWS managed', from: 'none', to: 'A, job-function/C' },
    { field: 'customer managed', from: 'team/X', to: 'none' },
    { field: 'inline policy', from: 'none', to: '7 characters' },
  ]);
});

test.each([
  [3_600_000, 'PT1H'],
  [5_400_000, 'PT1H30M'],
  [43_200_000, 'PT12H'],
])('%d milliseconds are %s', (milliseconds, iso) => {
  expect(isoOf(milliseconds)).toBe(iso);
  expect(millisecondsOf(iso)).toBe(milliseconds);
});

test('other spellings of a duration are read, and what is none is not', () => {
  expect(millisecondsOf('PT60M')).toBe(3_600_000);
  expect(millisecondsOf('PT3600S')).toBe(3_600_000);
  expect(millisecondsOf('1 hour')).toBeNaN();
});
