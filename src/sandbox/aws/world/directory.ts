import { randomUUID } from 'node:crypto';
import type {
  DirectoryGroup,
  DirectoryUser,
  ExternalId,
  GroupChanges,
  Membership,
  NewGroup,
  NewUser,
  UserChanges,
} from './people.js';
import { UniqueRecords, type UniqueValues } from './unique-records.js';

/**
 * The users, groups and memberships of one identity store. User name, primary e-mail address and
 * external ID of users and display name and external ID of groups are unique (AWS user guide,
 * troubleshooting#duplicate-user-group-idp). Whether letter case counts is not documented; here it
 * does.
 */
export class Directory {
  readonly users = new UniqueRecords<DirectoryUser>((user) => user.userId, uniqueOfUser);
  readonly groups = new UniqueRecords<DirectoryGroup>((group) => group.groupId, uniqueOfGroup);
  readonly memberships = new UniqueRecords<Membership>(
    (membership) => membership.membershipId,
    ({ groupId, userId }) => [['member', memberKey(groupId, userId)]],
  );
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Adds a user; throws Duplicate. */
  addUser(user: NewUser): DirectoryUser {
    const added: DirectoryUser = {
      userId: randomUUID(),
      userName: user.userName,
      displayName: user.displayName,
      name: user.name,
      emails: user.emails ?? [],
      externalIds: user.externalIds ?? [],
      profile: user.profile ?? {},
      details: user.details ?? {},
      enabled: user.enabled ?? true,
      ...this.#stamp(user.createdBy),
    };
    this.users.put(added);
    return added;
  }

  /** Adds a group; throws Duplicate. */
  addGroup(group: NewGroup): DirectoryGroup {
    const added: DirectoryGroup = {
      groupId: randomUUID(),
      displayName: group.displayName,
      description: group.description,
      externalIds: group.externalIds ?? [],
      ...this.#stamp(group.createdBy),
    };
    this.groups.put(added);
    return added;
  }

  /** Changes a user; throws Duplicate and changes nothing. */
  updateUser(user: DirectoryUser, changes: UserChanges, by: string): DirectoryUser {
    const changed = { ...user, ...changes, updatedAt: this.#now(), updatedBy: by };
    this.users.put(changed);
    return changed;
  }

  /** Changes a group; throws Duplicate and changes nothing. */
  updateGroup(group: DirectoryGroup, changes: GroupChanges, by: string): DirectoryGroup {
    const changed = { ...group, ...changes, updatedAt: this.#now(), updatedBy: by };
    this.groups.put(changed);
    return changed;
  }

  /** Makes a user a member of a group, both of them present; throws Duplicate. */
  addMembership(groupId: string, userId: string, createdBy: string): Membership {
    const added: Membership = {
      membershipId: randomUUID(),
      groupId,
      userId,
      ...this.#stamp(createdBy),
    };
    this.memberships.put(added);
    return added;
  }

  /** The membership of a user in a group, if there is one. */
  membership(groupId: string, userId: string): Membership | undefined {
    return this.memberships.find('member', memberKey(groupId, userId));
  }

  /** Removes a user with its memberships; false when there is none of this ID. */
  removeUser(userId: string): boolean {
    for (const membership of this.memberships.all()) {
      if (membership.userId === userId) this.memberships.remove(membership.membershipId);
    }
    return this.users.remove(userId);
  }

  /** Removes a group with its memberships; false when there is none of this ID. */
  removeGroup(groupId: string): boolean {
    for (const membership of this.memberships.all()) {
      if (membership.groupId === groupId) this.memberships.remove(membership.membershipId);
    }
    return this.groups.remove(groupId);
  }

  #stamp(by: string) {
    const at = this.#now();
    return { createdAt: at, createdBy: by, updatedAt: at, updatedBy: by };
  }
}

/** One text for an external ID, since issuer and ID are unique only together. */
export function externalIdKey({ issuer, id }: ExternalId): string {
  return JSON.stringify([issuer, id]);
}

function memberKey(groupId: string, userId: string): string {
  return `${groupId} ${userId}`;
}

function uniqueOfUser(user: DirectoryUser): UniqueValues {
  return [
    ['userName', user.userName],
    ...user.emails.map((email) => ['email', email.value] as const),
    ...user.externalIds.map((id) => ['externalId', externalIdKey(id)] as const),
  ];
}

function uniqueOfGroup(group: DirectoryGroup): UniqueValues {
  return [
    ['displayName', group.displayName],
    ...group.externalIds.map((id) => ['externalId', externalIdKey(id)] as const),
  ];
}
