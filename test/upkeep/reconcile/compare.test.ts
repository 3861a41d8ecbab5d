import { describe, expect, test } from 'vitest';
import type { User } from '../../../src/authentik/index.js';
import type { IdentityCenterUser } from '../../../src/aws/users.js';
import { compareDirectories } from '../../../src/upkeep/reconcile/compare.js';
import type { CoveredGroup, Directories } from '../../../src/upkeep/reconcile/directories.js';

const SCIM = 'https://scim.aws.com/tenant';

function person(pk: number, name: string, more: Partial<User> = {}): User {
  const email = `${name}@example.com`;
  return {
    pk,
    username: name,
    name,
    email,
    active: true,
    kind: 'internal',
    uid: `uid-${pk}`,
    ...more,
  };
}

/** A user of AWS; one with an external ID was made by SCIM. */
function atAws(userName: string, uid?: string, emails = [userName]): IdentityCenterUser {
  const externalIds = uid === undefined ? [] : [{ issuer: SCIM, id: uid }];
  const userId = `id of ${userName}`;
  return { userId, userName, emails, enabled: true, externalIds, scimManaged: uid !== undefined };
}

function group(memberPks: readonly number[], members: readonly string[]): CoveredGroup {
  const displayName = 'team';
  const ours = { groupId: 'g', displayName, externalIds: [], scimManaged: true };
  return {
    ...{ pk: 'pk', name: 'team', superuser: false, memberPks, ours, foreign: undefined },
    members: members.map((name) => ({ membershipId: `m ${name}`, userId: `id of ${name}` })),
  };
}

const both = (directories: Partial<Directories>, links = true) =>
  compareDirectories(
    { users: [], covers: () => true, groups: [], awsUsers: [], ...directories },
    links,
  );

const [alice, bob] = [person(1, 'alice'), person(2, 'bob')];
const [alicesUser, bobsUser] = [atAws(alice.email, 'uid-1'), atAws(bob.email, 'uid-2')];

describe('members', () => {
  test('are taken out when authentik has them in the group no longer, and when they are gone', () => {
    const gone = atAws('gone@example.com', 'uid-9');
    const { removals } = both({
      users: [alice, bob],
      awsUsers: [alicesUser, bobsUser, gone],
      groups: [group([1], [alice.email, bob.email, 'gone@example.com'])],
    });
    expect(removals).toEqual([
      {
        group: 'team',
        userName: bob.email,
        membershipId: `m ${bob.email}`,
        why: 'is no member in authentik',
      },
      {
        group: 'team',
        userName: 'gone@example.com',
        membershipId: 'm gone@example.com',
        why: 'is gone from authentik',
      },
    ]);
  });

  test('stay while authentik has them in the group, covered or deactivated or not', () => {
    const { removals, additions } = both({
      users: [alice, { ...bob, active: false }],
      covers: () => false,
      awsUsers: [alicesUser, bobsUser],
      groups: [group([1, 2], [alice.email, bob.email])],
    });
    expect({ removals, additions }).toEqual({ removals: [], additions: [] });
  });

  test('stay while one of several with the same address is in the group', () => {
    const twin = person(3, 'twin', { email: bob.email });
    const { removals } = both({
      users: [bob, twin],
      awsUsers: [atAws(bob.email)],
      groups: [group([3], [bob.email])],
    });
    expect(removals).toEqual([]);
  });

  test('are added when they are covered, active and there; each once', () => {
    const { additions } = both({
      users: [alice, bob, person(3, 'carol', { active: false })],
      awsUsers: [alicesUser, bobsUser, atAws('carol@example.com', 'uid-3')],
      groups: [group([1, 2, 3], [alice.email])],
    });
    expect(additions).toEqual([{ group: 'team', userName: bob.email }]);
  });

  test('are found by the external ID after a new address, and not added a second time', () => {
    const { additions, renames, removals } = both({
      users: [alice],
      awsUsers: [atAws('old@example.com', 'uid-1')],
      groups: [group([1], ['old@example.com'])],
    });
    expect(renames).toEqual([
      { userId: 'id of old@example.com', from: 'old@example.com', to: alice.email },
    ]);
    expect({ additions, removals }).toEqual({ additions: [], removals: [] });
  });

  test('go into the group under the name that it has in AWS', () => {
    const renamed = { ...group([1], []), name: 'renamed since' };
    const { additions } = both({ users: [alice], awsUsers: [alicesUser], groups: [renamed] });
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
      awsUsers: [atAws('old@example.com', 'uid-1'), atAws(alice.email)],
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
  const crowdAtAws = crowd.map(({ email, uid }) => atAws(email, uid));
  const missing = { ...group([], []), ours: undefined };
  const madeBy = (memberPks: readonly number[], more: Partial<CoveredGroup> = {}) =>
    both({ users: crowd, awsUsers: crowdAtAws, groups: [{ ...missing, memberPks, ...more }] });

  test('are made when no sync could make them, with all their members', () => {
    const { groups, additions } = madeBy(crowd.map(({ pk }) => pk));
    expect(groups).toEqual(['team']);
    expect(additions).toHaveLength(101);
  });

  test('are left to the sync up to 100 members, and to whoever made one of the same name', () => {
    const small = madeBy(crowd.slice(1).map(({ pk }) => pk));
    expect(small.groups).toEqual([]);
    expect(small.leftAlone[0]?.text).toContain('a sync of authentik brings it');
    const { displayName, ...rest } = { displayName: 'team', groupId: 'g', externalIds: [] };
    const foreign = { displayName, ...rest, scimManaged: false };
    const theirs = madeBy(
      crowd.map(({ pk }) => pk),
      { foreign },
    );
    expect({ groups: theirs.groups, additions: theirs.additions }).toEqual({
      groups: [],
      additions: [],
    });
    expect(theirs.leftAlone[0]?.text).toContain('was made by hand');
  });
});
