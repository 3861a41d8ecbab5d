import type { Group, User } from '../../../src/authentik/index.js';
import type { IdentityCenterUser } from '../../../src/aws/users.js';
import { compareDirectories } from '../../../src/upkeep/reconcile/compare.js';
import type { Directories } from '../../../src/upkeep/reconcile/directories.js';
import type { Differences } from '../../../src/upkeep/reconcile/facts.js';
import type { GroupInAws } from '../../../src/upkeep/reconcile/group-pairs.js';

/** The issuer of the external IDs that SCIM gives. */
export const SCIM = 'https://scim.aws.com/tenant';

/** The external ID that authentik sends of the user with this key. */
export const uidOf = (pk: number) => String(pk).padStart(64, '0');

/** The UUID of the group with this number. */
export const uuidOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

/** A user of authentik. */
export function person(pk: number, name: string, more: Partial<User> = {}): User {
  const usual = { username: name, name, email: `${name}@example.com`, active: true };
  return { pk, ...usual, kind: 'internal', uid: uidOf(pk), ...more };
}

/** A user of AWS; one with an external ID was made by SCIM. */
export function atAws(userName: string, uid?: string, emails = [userName]): IdentityCenterUser {
  const externalIds = uid === undefined ? [] : [{ issuer: SCIM, id: uid }];
  const userId = `id of ${userName}`;
  return { userId, userName, emails, enabled: true, externalIds, scimManaged: uid !== undefined };
}

/** A group of authentik. */
export function group(at: number, name: string, memberPks: readonly number[] | undefined): Group {
  return { pk: uuidOf(at), name, superuser: false, memberPks, parentPks: [] };
}

/** A group of AWS with members by their names; one with an external ID was made by SCIM. */
export function groupAtAws(
  displayName: string,
  members: readonly string[],
  { uuid, description }: { uuid?: string; description?: string } = {},
): GroupInAws {
  return {
    ...{ groupId: `id of ${displayName}`, displayName, description },
    externalIds: uuid === undefined ? [] : [{ issuer: SCIM, id: uuid }],
    scimManaged: uuid !== undefined,
    members: members.map((name) => ({
      membershipId: `m ${name} in ${displayName}`,
      userId: `id of ${name}`,
    })),
  };
}

/** Compares directories of which only what matters is given. */
export function both(directories: Partial<Directories>, links = true): Differences {
  const open = { covers: () => true, coversGroup: () => true, policies: [] };
  const empty = { users: [], groups: [], awsUsers: [], awsGroups: [] };
  return compareDirectories({ ...open, ...empty, ...directories }, links);
}

/** What a comparison leaves alone, as one text. */
export function leftText({ leftAlone }: Differences): string {
  return leftAlone.map(({ text, next }) => `${text}. ${next}`).join('\n');
}
