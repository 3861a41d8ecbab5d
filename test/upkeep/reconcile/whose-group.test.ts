import { describe, expect, test } from 'vitest';
import { markOf } from '../../../src/upkeep/reconcile/mark.js';
import {
  atAws,
  both,
  group,
  groupAtAws,
  leftText,
  person,
  uidOf,
  uuidOf,
} from './two-directories.js';

const nothing = { removals: [], renames: [], users: [], groups: [], additions: [] };
const users = [person(1, 'alice'), person(2, 'bob')];
const [alice, bob] = users.map(({ email }) => email) as [string, string];
const awsUsers = users.map(({ email, pk }) => atAws(email, uidOf(pk)));

test('a name that another group took gives no claim to the group that SCIM made', () => {
  const found = both({
    ...{ users, awsUsers },
    groups: [group(1, 't2', [1]), group(2, 't1', [2])],
    awsGroups: [groupAtAws('t1', [alice], { uuid: uuidOf(1) })],
  });
  expect(found).toMatchObject(nothing);
  expect(leftText(found)).toContain('now called "t2"');
});

test('a managed group whose own is gone goes to the one of its name, and to no one of two', () => {
  const awsGroups = [groupAtAws('team', [alice], { uuid: uuidOf(9) })];
  const heir = both({ users, awsUsers, awsGroups, groups: [group(1, 'team', [2])] });
  expect(heir).toMatchObject({
    removals: [{ userName: alice }],
    additions: [{ group: 'team', userName: bob }],
  });
  const groups = [group(1, 'team', [2]), group(2, 'team', [])];
  const double = both({ users, awsUsers, awsGroups, groups });
  expect(double).toMatchObject(nothing);
  expect(leftText(double)).toContain('several groups called "team"');
});

describe('a mark', () => {
  const description = markOf(uuidOf(1));

  test('says whose group it is, under whatever name', () => {
    const found = both({
      ...{ users, awsUsers },
      groups: [group(1, 'renamed since', [2])],
      awsGroups: [groupAtAws('team', [alice], { description })],
    });
    expect(found).toMatchObject({
      groups: [],
      removals: [{ group: 'team', userName: alice }],
      additions: [{ group: 'team', userName: bob }],
    });
  });

  test('counts in its own form alone', () => {
    const found = both({
      ...{ users, awsUsers },
      groups: [group(1, 'team', [2])],
      awsGroups: [groupAtAws('team', [alice], { description: `${description} ` })],
    });
    expect(found).toMatchObject(nothing);
    expect(leftText(found)).toContain('was made by hand');
  });

  test('that was copied makes neither group authentik’s; both are named', () => {
    const found = both({
      ...{ users, awsUsers },
      groups: [group(1, 'team', [2])],
      awsGroups: [
        groupAtAws('team', [alice], { description }),
        groupAtAws('copy', [alice], { description }),
      ],
    });
    expect(found).toMatchObject(nothing);
    expect(found.leftAlone.map(({ text }) => text.slice(0, 24))).toEqual([
      'the group "team" in AWS ',
      'the group "copy" in AWS ',
    ]);
  });

  test('does not outweigh an external ID', () => {
    const found = both({
      ...{ users, awsUsers },
      groups: [group(1, 'team', [2])],
      awsGroups: [
        groupAtAws('team', [alice], { uuid: uuidOf(1) }),
        groupAtAws('copy', [alice], { description }),
      ],
    });
    expect(found.removals).toMatchObject([{ group: 'team', userName: alice }]);
    expect(leftText(found)).toContain('the group "copy" in AWS says that it is "team"');
  });

  test('of one group and the external ID of another make it nobody’s', () => {
    const found = both({
      ...{ users, awsUsers },
      groups: [group(1, 'team', [2]), group(2, 'other', [])],
      awsGroups: [groupAtAws('team', [alice], { uuid: uuidOf(2), description })],
    });
    expect(found).toMatchObject(nothing);
    expect(leftText(found)).toContain('says of several groups of authentik that it is theirs');
  });
});

describe('a managed group that nothing keeps in step', () => {
  test.each([
    ['SCIM made it', { uuid: uuidOf(9) }],
    ['a reconciliation made it', { description: markOf(uuidOf(9)) }],
  ])('is named with its members: %s', (_who, how) => {
    const found = both({ users, awsUsers, awsGroups: [groupAtAws('gone', [alice, bob], how)] });
    expect(found).toMatchObject(nothing);
    expect(found.leftAlone).toEqual([
      {
        text: `the group "gone" in AWS belongs to no group that authentik shows, and 2 members keep what it gives: ${alice}, ${bob}`,
        next: 'If nobody should have access by it, delete it in AWS: IAM Identity Center → Groups.',
      },
    ]);
  });

  test('is named when provisioning no longer covers it; one made by hand is not', () => {
    const found = both({
      ...{ users, awsUsers, coversGroup: () => false },
      groups: [group(1, 'team', [])],
      awsGroups: [groupAtAws('team', [alice], { uuid: uuidOf(1) }), groupAtAws('theirs', [])],
    });
    expect(found).toMatchObject(nothing);
    expect(found.leftAlone).toHaveLength(1);
    expect(leftText(found)).toContain('is not covered by provisioning any more, and 1 member');
  });
});

test('without the members of a group nothing is concluded', () => {
  const found = both({
    ...{ users, awsUsers },
    groups: [group(1, 'team', undefined)],
    awsGroups: [groupAtAws('team', [alice], { uuid: uuidOf(1) })],
  });
  expect(found).toMatchObject(nothing);
});
