import { describe, expect, test } from 'vitest';
import { type AccessRule, scopeOf, withoutApplication } from '../../src/people/scope.js';

const rule = (wishes: Partial<AccessRule>): AccessRule => ({
  enabled: true,
  negate: false,
  ...wishes,
});
const aws = rule({ group: { name: 'aws-users' } });
const ops = rule({ group: { name: 'ops' } });
const bob = rule({ user: { pk: 2, username: 'bob' } });
const weekdays = rule({ policy: { name: 'weekdays' } });

/** User 1 is in aws-users, 3 in both groups, 4 in ops; 2 is bob, 5 is in nothing. */
const members = new Map([
  ['aws-users', new Set([1, 3])],
  ['ops', new Set([3, 4])],
]);

function letIn(rules: AccessRule[], mode = 'any'): number[] {
  const scope = scopeOf(rules, mode);
  return [1, 2, 3, 4, 5].filter((pk) => scope.includes(pk, members));
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

describe('in words', () => {
  test('the bindings that count are named', () => {
    const off = rule({ group: { name: 'off' }, enabled: false });
    expect(scopeOf([aws, { ...bob, negate: true }, off], 'all')).toMatchObject({
      kind: 'bindings',
      inWords: 'members of the group "aws-users" and everyone but the user "bob"',
      groupNames: ['aws-users'],
    });
  });

  test('a policy is said to decide', () => {
    expect(scopeOf([aws, weekdays], 'any')).toMatchObject({
      kind: 'policy',
      inWords: 'members of the group "aws-users" or whom the policy "weekdays" lets in',
    });
  });

  test('without an application everyone is in scope', () => {
    expect(withoutApplication.includes(7, new Map())).toBe(true);
    expect(withoutApplication.inWords).toContain('does not exist yet');
  });
});
