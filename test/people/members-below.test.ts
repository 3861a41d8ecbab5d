import { expect, test } from 'vitest';
import { groupsBelow, membersBelow } from '../../src/people/members-below.js';

const group = (pk: string, memberPks: number[] | undefined, parentPks: string[] = []) => {
  return { pk, memberPks, parentPks };
};

test('members of all groups below count, those of the groups above do not', () => {
  const groups = [
    group('above', [9]),
    group('team', [1], ['above']),
    group('below', [2], ['team']),
    group('deep', [3], ['below']),
    group('beside', [8], ['above']),
  ];
  expect(membersBelow(groups, ['team'])).toEqual(new Map([['team', new Set([1, 2, 3])]]));
});

test('a group may lie in several, and in a ring', () => {
  const groups = [
    group('one', [1], ['two']),
    group('two', [2], ['one']),
    group('both', [3], ['one', 'two']),
  ];
  const all = new Set([1, 2, 3]);
  expect(membersBelow(groups, ['one', 'two'])).toEqual(
    new Map([
      ['one', all],
      ['two', all],
    ]),
  );
});

test.each([
  ['the group', [group('other', [1])]],
  ['its members', [group('team', undefined)]],
  ['members of a group below', [group('team', [1]), group('below', undefined, ['team'])]],
  [
    'a group below that only its parent tells of',
    [{ ...group('team', [1]), childPks: ['hidden'] }],
  ],
])('without %s nothing is said of the members', (_what, groups) => {
  expect(membersBelow(groups, ['team']).has('team')).toBe(false);
});

test('the groups below are found by what either end tells', () => {
  const groups = [{ ...group('team', []), childPks: ['child'] }, group('child', [], [])];
  expect(groupsBelow(groups, ['team']).get('team')).toEqual(new Set(['team', 'child']));
});
