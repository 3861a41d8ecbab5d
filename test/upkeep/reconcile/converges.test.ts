import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDirectories } from '../../../src/upkeep/reconcile/compare.js';
import type { Directories } from '../../../src/upkeep/reconcile/directories.js';
import { markOf } from '../../../src/upkeep/reconcile/mark.js';
import { after } from './after.js';
import { person, SCIM, uidOf, uuidOf } from './two-directories.js';

const USERS = [1, 2, 3, 4];
const GROUPS = [1, 2, 3];
/** Few, so that they meet; two differ by case alone, and one is none. */
const ADDRESSES = ['a@x.example', 'A@x.example', 'b@x.example', 'c@x.example', ''];
const NAMES = ['t1', 't2', 't3'];

const users = fc.tuple(
  ...USERS.map((pk) =>
    fc
      .record({
        email: fc.constantFrom(...ADDRESSES),
        active: fc.boolean(),
        covered: fc.constantFrom(true, true, false, undefined),
      })
      .map(({ covered, ...more }) => ({ covered, user: person(pk, `user${pk}`, more) })),
  ),
);

const groups = fc.tuple(
  ...GROUPS.map((at) =>
    fc
      .record({
        name: fc.constantFrom(...NAMES),
        memberPks: fc.subarray(USERS, { minLength: 1 }),
        covered: fc.constantFrom(true, true, false),
      })
      .map((more) => ({ pk: uuidOf(at), superuser: false, parentPks: [], ...more })),
  ),
);

const idsOf = (idOf: (at: number) => string, range: readonly number[]) => {
  const ids = [...range, 9].map((at) => ({ issuer: SCIM, id: idOf(at) }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 5, arbitrary: fc.constantFrom(...ids).map((id) => [id]) },
    { weight: 1, arbitrary: fc.subarray(ids, { minLength: 2, maxLength: 2 }) },
  );
};

/** At most one of each name, as in AWS; more IDs than one, and one of a user who is gone. */
const awsUsers = fc.uniqueArray(
  fc.record({
    userName: fc.constantFrom('a@x.example', 'A@x.example', 'b@x.example', 'old@x.example', 'root'),
    email: fc.constantFrom('a@x.example', 'c@x.example', 'none@x.example'),
    externalIds: idsOf(uidOf, USERS),
  }),
  { selector: ({ userName }) => userName },
);

const awsGroups = fc.uniqueArray(
  fc.record({
    displayName: fc.constantFrom(...NAMES, 't4'),
    externalIds: idsOf(uuidOf, GROUPS),
    marked: fc.constantFrom(undefined, undefined, 1, 2, 9),
    members: fc.subarray([0, 1, 2, 3, 4], { minLength: 2 }),
  }),
  { selector: ({ displayName }) => displayName },
);

const anything = fc.record({ users, groups, awsUsers, awsGroups }).map((drawn): Directories => {
  const covered = new Map(drawn.users.map((each) => [each.user.pk, each.covered]));
  const groupsCovered = new Map(drawn.groups.map((each) => [each.pk, each.covered]));
  return {
    users: drawn.users.map(({ user }) => user),
    groups: drawn.groups.map(({ covered: _, ...group }) => group),
    covers: ({ pk }) => covered.get(pk),
    coversGroup: ({ pk }) => groupsCovered.get(pk) === true,
    policies: ['weekdays'],
    awsUsers: drawn.awsUsers.map(({ userName, email, externalIds }, at) => ({
      ...{ userId: `u${at}`, userName, emails: [email], enabled: true, externalIds },
      scimManaged: externalIds.length > 0,
    })),
    awsGroups: drawn.awsGroups.map(({ displayName, externalIds, marked, members }, at) => ({
      ...{ groupId: `g${at}`, displayName, externalIds, scimManaged: externalIds.length > 0 },
      description: marked === undefined ? 'by hand' : markOf(uuidOf(marked)),
      members: members.map((user) => ({ membershipId: `${at} ${user}`, userId: `u${user}` })),
    })),
  };
});

const runs = { numRuns: 2000 };

test('what one run did the next does not take back, and soon nothing is left to do', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (start, linksByName) => {
      const given = new Set<string>();
      const taken = new Set<string>();
      let now = start;
      // A name that one run sets free may be taken by the next.
      for (let run = 0; run <= USERS.length; run += 1) {
        const found = compareDirectories(now, linksByName);
        const idOf = new Map(now.awsUsers.map(({ userName, userId }) => [userName, userId]));
        const { removals, renames, users: made, groups: madeGroups, additions } = found;
        if ([removals, renames, made, madeGroups, additions].every((list) => list.length === 0))
          return;
        const before = now;
        now = after(before, found);
        const newIdOf = new Map(now.awsUsers.map(({ userName, userId }) => [userName, userId]));
        for (const { group, userName } of removals) {
          expect(given).not.toContain(`${group} ${idOf.get(userName)}`);
          taken.add(`${group} ${idOf.get(userName)}`);
        }
        for (const { group, userName } of additions) {
          const userId = newIdOf.get(userName);
          expect(userId).toBeDefined();
          const awsGroup = before.awsGroups.find(({ displayName }) => displayName === group);
          expect(awsGroup?.members.map((member) => member.userId)).not.toContain(userId);
          expect(taken).not.toContain(`${group} ${newIdOf.get(userName)}`);
          given.add(`${group} ${newIdOf.get(userName)}`);
        }
      }
      expect.fail('there is still something to do');
    }),
    runs,
  );
});

test('where nobody is renamed one run does all', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (start, linksByName) => {
      const { leftAlone: _, ...found } = compareDirectories(start, linksByName);
      fc.pre(found.renames.length === 0);
      const { leftAlone: __, ...left } = compareDirectories(
        after(start, { ...found, leftAlone: [] }),
        linksByName,
      );
      expect(left).toEqual({ removals: [], renames: [], users: [], groups: [], additions: [] });
    }),
    runs,
  );
});

test('no user of AWS gets the name by which somebody else signs in', () => {
  fc.assert(
    fc.property(anything, (start) => {
      for (const { userId, to } of compareDirectories(start, true).renames) {
        const active = start.users.filter(
          ({ active, email }) => active && email.toLowerCase() === to.toLowerCase(),
        );
        expect(active).toHaveLength(1);
        const ids = start.awsUsers.find((user) => user.userId === userId)?.externalIds ?? [];
        const owners = start.users.filter(({ uid }) => ids.some(({ id }) => id === uid));
        if (owners.length > 0) expect(owners).toEqual(active);
        expect(start.awsUsers.map(({ userName }) => userName)).not.toContain(to);
      }
    }),
    runs,
  );
});

test('a user is made of the only active one with his address, and of nobody who is there', () => {
  fc.assert(
    fc.property(anything, (start) => {
      for (const { userName } of compareDirectories(start, true).users) {
        const isThis = (name: string) => name.toLowerCase() === userName.toLowerCase();
        const active = start.users.filter((user) => user.active && isThis(user.email));
        expect(active.map(({ email }) => email)).toEqual([userName]);
        expect(active.map((user) => start.covers(user))).toEqual([true]);
        const names = start.awsUsers.flatMap((user) => [user.userName, ...user.emails]);
        expect(names.some(isThis)).toBe(false);
        const ids = start.awsUsers.flatMap(({ externalIds }) => externalIds.map(({ id }) => id));
        expect(ids).not.toContain(active[0]?.uid);
      }
    }),
    runs,
  );
});

test('nobody gets into a group of AWS who is no member of the one authentik group it is', () => {
  fc.assert(
    fc.property(anything, (start) => {
      const { additions } = compareDirectories(start, true);
      for (const { group, userName } of additions) {
        const awsGroup = start.awsGroups.find(({ displayName }) => displayName === group);
        const keys = [
          ...(awsGroup?.externalIds ?? []).map(({ id }) => id),
          awsGroup?.description?.slice(-37, -1),
        ];
        const named = start.groups.filter(({ pk }) => keys.includes(pk));
        const whose = named.length > 0 ? named : start.groups.filter(({ name }) => name === group);
        expect(whose).toHaveLength(1);
        const members = start.users.filter(({ pk }) => whose[0]?.memberPks?.includes(pk));
        expect(members.some(({ email, active }) => active && email === userName)).toBe(true);
      }
    }),
    runs,
  );
});

test('every managed group of AWS is kept in step or named', () => {
  fc.assert(
    fc.property(anything, (start) => {
      const text = compareDirectories(start, true)
        .leftAlone.map((left) => left.text)
        .join('\n');
      for (const { displayName, externalIds, description } of start.awsGroups) {
        const keys = [...externalIds.map(({ id }) => id), description?.slice(-37, -1)];
        const isManaged = externalIds.length > 0 || description !== 'by hand';
        const alive = start.groups.filter(
          ({ pk, name }) => keys.includes(pk) || name === displayName,
        );
        if (isManaged && alive.length === 0)
          expect(text).toContain(`the group "${displayName}" in AWS`);
      }
    }),
    runs,
  );
});
