import { describe, expect, test } from 'vitest';
import type { User } from '../../../src/authentik/index.js';
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

/** The group "prod-admins" on both sides. */
const admins = (memberPks: readonly number[], members: readonly string[]) => ({
  groups: [group(1, 'prod-admins', memberPks)],
  awsGroups: [groupAtAws('prod-admins', members, { uuid: uuidOf(1) })],
});

describe('a user made by hand gets no name that hands him over', () => {
  const akadmin = person(1, 'admin');
  const mallory = person(2, 'mallory', { email: 'Admin@example.com' });
  const byHand = atAws('admin@example.com');

  test.each<[string, User, (user: User) => boolean]>([
    ['active and covered', akadmin, () => true],
    ['not covered', akadmin, ({ pk }) => pk !== 1],
    ['deactivated', { ...akadmin, active: false }, () => true],
  ])('his own user is %s', (_which, owner, covers) => {
    const found = both({ users: [owner, mallory], awsUsers: [byHand], covers });
    expect(found).toMatchObject(nothing);
    expect(leftText(found)).toContain('dmin@example.com');
    expect(leftText(found)).not.toContain('give the user this Username');
  });

  test('nor does one whom SCIM brought get the address of another active user', () => {
    const found = both({
      users: [person(1, 'alice', { email: 'admin@example.com' }), mallory],
      awsUsers: [atAws('alice@example.com', uidOf(1))],
    });
    expect(found).toMatchObject(nothing);
  });
});

describe('an address that was given to somebody else', () => {
  const before = person(1, 'john1', { email: 'john@example.com', active: false });
  const now = person(2, 'john2', { email: 'john@example.com' });
  const users = [before, now];

  test.each([
    ['by his external ID', atAws('john@example.com', uidOf(2))],
    ['by his name, for he alone can sign in', atAws('john@example.com')],
  ])('the predecessor lends no membership to the user in AWS, who is known %s', (_how, awsUser) => {
    const { removals } = both({
      ...{ users, awsUsers: [awsUser] },
      ...admins([1], ['john@example.com']),
    });
    expect(removals).toMatchObject([
      { userName: 'john@example.com', why: 'is no member in authentik' },
    ]);
  });

  test('the user in AWS stays the one of whoever has his external ID', () => {
    const found = both({
      ...{ users, awsUsers: [atAws('john@example.com', uidOf(1))] },
      ...admins([1], ['john@example.com']),
    });
    expect(found).toMatchObject(nothing);
    expect(leftText(found)).toContain(
      '"john@example.com" has this address and may be that of john1',
    );
    expect(leftText(found)).not.toContain('give the user this Username');
  });
});

describe('who shares an address', () => {
  const [one, two] = [1, 2].map((pk) => person(pk, `carol${pk}`, { email: 'carol@example.com' }));
  const users = [one, two].filter((user) => user !== undefined);

  test.each([
    ['nobody in AWS', []],
    ['one made by hand', [atAws('carol@example.com')]],
    ['one whose user is gone', [atAws('carol@example.com', uidOf(9))]],
    ['one of another case', [atAws('Carol@example.com')]],
  ])('is left alone and named once: %s', (_what, awsUsers) => {
    const found = both({
      users,
      awsUsers,
      ...admins(
        [2],
        awsUsers.map(({ userName }) => userName),
      ),
    });
    expect(found).toMatchObject(nothing);
    expect(leftText(found).match(/carol1, carol2/g)).toHaveLength(1);
  });

  test('and does not own the user in AWS gets nothing by him', () => {
    const awsUsers = [atAws('carol@example.com', uidOf(2))];
    expect(both({ users, awsUsers, ...admins([1], []) })).toMatchObject(nothing);
    const { additions } = both({ users, awsUsers, ...admins([2], []) });
    expect(additions).toEqual([{ group: 'prod-admins', userName: 'carol@example.com' }]);
  });
});

describe('external IDs', () => {
  const [alice, bob] = [person(1, 'alice'), person(2, 'bob')];
  const users = [alice, bob];

  test('of another issuer make nobody an owner', () => {
    const foreign = { ...atAws('old@example.com'), externalIds: [{ issuer: 'hr', id: uidOf(1) }] };
    const found = both({ users: [alice], awsUsers: [foreign], ...admins([], ['old@example.com']) });
    expect(found).toMatchObject({ removals: [], renames: [], additions: [] });
    const { scimManaged: _, ...rest } = atAws('old@example.com', 'an id of an earlier provider');
    const earlier = { ...rest, scimManaged: true };
    expect(both({ awsUsers: [earlier], ...admins([], ['old@example.com']) }).removals).toEqual([]);
  });

  test('of several users, or of one user twice, make nothing certain', () => {
    const shared = atAws('alice@example.com', uidOf(1));
    const ids = [...shared.externalIds, ...atAws('', uidOf(2)).externalIds];
    const of2 = both({
      ...{ users, awsUsers: [{ ...shared, externalIds: ids }] },
      ...admins([2], ['alice@example.com']),
    });
    expect(of2).toMatchObject({ ...nothing, removals: [] });
    const twice = both({
      users: [alice],
      awsUsers: [shared, atAws('other@example.com', uidOf(1))],
      ...admins([], ['alice@example.com', 'other@example.com']),
    });
    expect(twice).toMatchObject(nothing);
    expect(leftText(twice)).toContain('several users of AWS bear his external ID');
  });
});

test('a membership stays while a deactivated namesake of one who is gone has it', () => {
  const before = person(1, 'dora', { active: false });
  const awsUsers = [atAws(before.email, uidOf(9))];
  const here = { users: [before], awsUsers };
  expect(both({ ...here, ...admins([1], [before.email]) }).removals).toEqual([]);
  expect(both({ ...here, ...admins([], [before.email]) }).removals).toHaveLength(1);
});

test('whoever cannot be in AWS is named once, all together, where he is covered', () => {
  const users = [
    person(1, 'eve', { email: '' }),
    person(2, 'frank', { email: 'frank@ex ample.com' }),
    person(3, 'outside', { email: '' }),
  ];
  const found = both({ users, covers: ({ pk }) => pk !== 3 });
  expect(found).toMatchObject(nothing);
  expect(found.leftAlone).toHaveLength(1);
  expect(leftText(found)).toMatch(/^2 users cannot be in AWS.*eve, frank.*authentik-aws users/);
});

test('where a policy decides, only who is in AWS by SCIM already is renamed and added', () => {
  const users = [person(1, 'alice'), person(2, 'bob'), person(3, 'carol'), person(4, 'dave')];
  const found = both({
    users,
    awsUsers: [
      atAws('old@example.com', uidOf(1)),
      atAws('Bob@example.com'),
      atAws('carol@example.com'),
    ],
    covers: () => undefined,
    policies: ['weekdays'],
    ...admins([1, 2, 3, 4], []),
  });
  expect(found).toMatchObject({
    ...nothing,
    renames: [{ from: 'old@example.com', to: 'alice@example.com' }],
    additions: [{ userName: 'alice@example.com' }],
  });
  expect(found.leftAlone).toHaveLength(1);
  expect(leftText(found)).toContain('only authentik knows whether the policy "weekdays"');
  expect(leftText(found)).toContain('3 users');
});
