import { describe, expect, test } from 'vitest';
import { type AccessRule, mayComeIn, scopeOf, withoutApplication } from '../../src/people/scope.js';

const rule = (wishes: Partial<AccessRule>): AccessRule => ({
  enabled: true,
  negate: false,
  ...wishes,
});
const aws = rule({ group: { pk: 'aws', name: 'aws-users' } });
const ops = rule({ group: { pk: 'ops', name: 'ops' } });
const bob = rule({ user: { pk: 2, username: 'bob' } });
const weekdays = rule({ policy: { name: 'weekdays' } });

const hidden = { pk: 'hidden', name: 'hidden' };

/** User 1 is in aws-users, 3 in both groups, 4 in ops; 2 is bob, 5 is in nothing. */
const members = new Map([
  ['aws', new Set([1, 3])],
  ['ops', new Set([3, 4])],
]);

function letIn(rules: AccessRule[], mode = 'any'): number[] {
  const scope = scopeOf(rules, mode);
  return [1, 2, 3, 4, 5].filter((pk) => mayComeIn(scope, pk, members));
}

test.each<[string, AccessRule[], string, number[]]>([
  ['nothing bound', [], 'any', [1, 2, 3, 4, 5]],
  ['a disabled binding', [{ ...aws, enabled: false }], 'any', [1, 2, 3, 4, 5]],
  ['a group', [aws], 'any', [1, 3]],
  ['a disabled binding beside a group', [aws, { ...ops, enabled: false }], 'any', [1, 3]],
  ['any of two groups', [aws, ops], 'any', [1, 3, 4]],
  ['all of two groups', [aws, ops], 'all', [3]],
  ['everyone but a group', [{ ...aws, negate: true }], 'any', [2, 4, 5]],
  ['a group without another', [aws, { ...ops, negate: true }], 'all', [1]],
  ['a user', [bob], 'any', [2]],
  ['a group or a user', [aws, bob], 'any', [1, 2, 3]],
  ['everyone but a user', [{ ...bob, negate: true }], 'any', [1, 3, 4, 5]],
  ['a policy', [weekdays], 'any', [1, 2, 3, 4, 5]],
  ['a policy or a group', [weekdays, aws], 'any', [1, 2, 3, 4, 5]],
  ['a policy and a group', [weekdays, aws], 'all', [1, 3]],
  ['a policy that is turned round', [{ ...weekdays, negate: true }], 'any', [1, 2, 3, 4, 5]],
])('%s', (_, rules, mode, expected) => {
  expect(letIn(rules, mode)).toEqual(expected);
});

test.each<[string, AccessRule[], string, (boolean | undefined)[]]>([
  ['a policy alone', [weekdays], 'any', [undefined, undefined]],
  ['a policy or a group that lets in', [weekdays, aws], 'any', [true, undefined]],
  ['a policy and a group that keeps out', [weekdays, aws], 'all', [undefined, false]],
  [
    'a group whose members are not known',
    [{ ...aws, group: hidden }],
    'any',
    [undefined, undefined],
  ],
  [
    'everyone but such a group',
    [{ ...aws, group: hidden, negate: true }],
    'any',
    [undefined, undefined],
  ],
])('%s: only what is certain is said', (_, rules, mode, expected) => {
  const { weigh } = scopeOf(rules, mode);
  expect([1, 2].map((pk) => weigh(pk, members))).toEqual(expected);
});

test('two groups of one name are told apart', () => {
  const namesake = rule({ group: { pk: 'other', name: 'aws-users' } });
  expect(scopeOf([namesake], 'any').weigh(1, new Map([...members, ['other', new Set([9])]]))).toBe(
    false,
  );
});

describe('in words', () => {
  test('the bindings that count are named', () => {
    const off = rule({ group: { pk: 'off', name: 'off' }, enabled: false });
    expect(scopeOf([aws, { ...bob, negate: true }, off], 'all')).toMatchObject({
      kind: 'bindings',
      inWords: 'members of the group "aws-users" and everyone but the user "bob"',
      groupPks: ['aws'],
    });
  });

  test('a policy is said to decide', () => {
    expect(scopeOf([aws, weekdays], 'any')).toMatchObject({
      kind: 'policy',
      policies: ['weekdays'],
      inWords: 'members of the group "aws-users" or whom the policy "weekdays" lets in',
    });
  });

  test('without an application everyone is in scope', () => {
    expect(withoutApplication.weigh(7, new Map())).toBe(true);
    expect(withoutApplication.inWords).toContain('does not exist yet');
  });
});
