import { expect, test } from 'vitest';
import { z } from 'zod';
import { newUserOf } from '../../../src/upkeep/reconcile/new-user.js';
import { hostileUsers } from '../../sandbox/authentik/scim/hostile-users.js';
import recorded from '../../sandbox/authentik/scim/python-results.json' with { type: 'json' };
import { shortened } from '../../sandbox/authentik/scim/shortened.js';

const mapped = z.object({
  userName: z.string(),
  displayName: z.string(),
  name: z.object({ givenName: z.string(), familyName: z.string() }),
});

/** What a real Python made of the SCIM mapping, for those whom AWS could take. */
const cases = hostileUsers.flatMap((user, index) => {
  const read = mapped.safeParse(recorded.results[index]?.[1]);
  return read.success ? [{ user, index, expected: read.data }] : [];
});

test('there are users of many kinds to compare', () => {
  expect(cases.length).toBeGreaterThan(30);
});

test.each(cases)('user $index is made as SCIM would send him', ({ user, expected }) => {
  const { username, email, name: fullName } = user;
  const { userName, displayName, givenName, familyName } = newUserOf({
    ...{ pk: 1, active: true, kind: 'internal' },
    ...{ username, email, name: fullName },
  });
  const made = { userName, displayName, name: { givenName, familyName } };
  expect(shortened(made)).toEqual(expected);
});
