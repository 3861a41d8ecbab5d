import { describe, expect, test } from 'vitest';
import { atAws, both, group, groupAtAws, person, uidOf, uuidOf } from './two-directories.js';

const [alice, bob] = [person(1, 'alice'), person(2, 'bob')];
const [alicesUser, bobsUser] = [atAws(alice.email, uidOf(1)), atAws(bob.email, uidOf(2))];

/** The group "team" on both sides. */
const team = (memberPks: readonly number[], members: readonly string[], name = 'team') => ({
  groups: [group(1, name, memberPks)],
  awsGroups: [groupAtAws('team', members, { uuid: uuidOf(1) })],
});

describe('members', () => {
  test('are taken out when authentik has them in the group no longer, and when they are gone', () => {
    const gone = atAws('gone@example.com', uidOf(9));
    const { removals } = both({
      users: [alice, bob],
      awsUsers: [alicesUser, bobsUser, gone],
      ...team([1], [alice.email, bob.email, 'gone@example.com']),
    });
    expect(removals).toEqual([
      {
        group: 'team',
        userName: bob.email,
        membershipId: `m ${bob.email} in team`,
        why: 'is no member in authentik',
      },
      {
        group: 'team',
        userName: 'gone@example.com',
        membershipId: 'm gone@example.com in team',
        why: 'is gone from authentik',
      },
    ]);
  });

  test('stay while authentik has them in the group, covered or deactivated or not', () => {
    const { removals, additions } = both({
      users: [alice, { ...bob, active: false }],
      covers: () => false,
      awsUsers: [alicesUser, bobsUser],
      ...team([1, 2], [alice.email, bob.email]),
    });
    expect({ removals, additions }).toEqual({ removals: [], additions: [] });
  });

  test('stay while one of several with the same address is in the group', () => {
    const twin = person(3, 'twin', { email: bob.email });
    const { removals } = both({
      users: [bob, twin],
      awsUsers: [atAws(bob.email)],
      ...team([3], [bob.email]),
    });
    expect(removals).toEqual([]);
  });

  test('are added when they are covered, active and there; each once', () => {
    const { additions } = both({
      users: [alice, bob, person(3, 'carol', { active: false })],
      awsUsers: [alicesUser, bobsUser, atAws('carol@example.com', uidOf(3))],
      ...team([1, 2, 3], [alice.email]),
    });
    expect(additions).toEqual([{ group: 'team', userName: bob.email }]);
  });

  test('are found by the external ID after a new address, and not added a second time', () => {
    const { additions, renames, removals } = both({
      users: [alice],
      awsUsers: [atAws('old@example.com', uidOf(1))],
      ...team([1], ['old@example.com']),
    });
    expect(renames).toEqual([
      { userId: 'id of old@example.com', from: 'old@example.com', to: alice.email },
    ]);
    expect({ additions, removals }).toEqual({ additions: [], removals: [] });
  });

  test('go into the group under the name that it has in AWS', () => {
    const renamed = team([1], [], 'renamed since');
    const { additions } = both({ users: [alice], awsUsers: [alicesUser], ...renamed });
    expect(additions).toEqual([{ group: 'team', userName: alice.email }]);
  });
});

describe('users', () => {
  test('are made only where a sync would link them', () => {
    const made = { userName: alice.email, displayName: 'alice', givenName: 'alice' };
    expect(both({ users: [alice] }).users).toEqual([{ ...made, familyName: 'alice' }]);
    const left = both({ users: [alice] }, false);
    expect(left.users).toEqual([]);
    expect(left.leftAlone[0]?.text).toContain('a sync of this release makes the user anew');
  });

  test.each([
    ['deactivated', { active: false }],
    ['without an address', { email: '' }],
    ['with an address that AWS does not take', { email: 'alice@ex ample.com' }],
  ])('are not made when they are %s', (_why, more) => {
    expect(both({ users: [person(1, 'alice', more)] }).users).toEqual([]);
  });

  test('are renamed by case alone; another name with the same address is left alone', () => {
    const alike = both({ users: [alice], awsUsers: [atAws('Alice@Example.com')] });
    expect(alike.renames).toMatchObject([{ from: 'Alice@Example.com', to: alice.email }]);
    const other = both({ users: [alice], awsUsers: [atAws('root', undefined, [alice.email])] });
    expect(other.renames).toEqual([]);
    expect(other.leftAlone[0]?.text).toContain('where "root" has this address');
  });

  test('are not renamed onto a name that somebody has, nor where two are spelled alike', () => {
    const taken = both({
      users: [alice],
      awsUsers: [atAws('old@example.com', uidOf(1)), atAws(alice.email)],
    });
    const two = both({
      users: [alice],
      awsUsers: [atAws('ALICE@example.com', undefined, []), atAws('Alice@example.com')],
    });
    for (const { renames, users, leftAlone } of [taken, two]) {
      expect({ renames, users }).toEqual({ renames: [], users: [] });
      expect(leftAlone).toHaveLength(1);
    }
  });
});

describe('groups', () => {
  const crowd = Array.from({ length: 101 }, (_, at) => person(at, `user${at}`));
  const crowdAtAws = crowd.map(({ email, pk }) => atAws(email, uidOf(pk)));
  const madeOf = (members: typeof crowd, awsGroups = [groupAtAws('other', [])]) =>
    both({
      ...{ users: crowd, awsUsers: crowdAtAws, awsGroups },
      groups: [
        group(
          1,
          'team',
          members.map(({ pk }) => pk),
        ),
      ],
    });

  test('are made when no sync could make them, with all their members', () => {
    const { groups, additions } = madeOf(crowd);
    expect(groups).toEqual([{ name: 'team', uuid: uuidOf(1) }]);
    expect(additions).toHaveLength(101);
  });

  test('are left to the sync up to 100 members, and to whoever made one of the same name', () => {
    const small = madeOf(crowd.slice(1));
    expect(small.groups).toEqual([]);
    expect(small.leftAlone[0]?.text).toContain('a sync of authentik brings it');
    const theirs = madeOf(crowd, [groupAtAws('team', [])]);
    expect({ groups: theirs.groups, additions: theirs.additions }).toEqual({
      groups: [],
      additions: [],
    });
    expect(theirs.leftAlone[0]?.text).toContain('was made by hand');
  });
});
