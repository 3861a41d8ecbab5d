import { type Ahead, aheadBetween } from '../basics/clock.js';
import { type Access, accessOf } from './access.js';
import { type Caller, callerOf, type Membership, membershipOf } from './account.js';
import type { Principal } from './account-assignments.js';
import { type Account, listAccounts } from './accounts.js';
import { openClients } from './clients.js';
import { type ConnectOptions, profileOf, routeOf } from './connection.js';
import { delegatedAdministrators } from './delegated-administrators.js';
import {
  addMembership,
  createGroup,
  type NewIdentityCenterGroup,
  removeMembership,
} from './group-changes.js';
import {
  findGroup,
  type GroupMembership,
  type IdentityCenterGroup,
  listGroups,
  listMemberships,
} from './groups.js';
import {
  describeInstance,
  type IdentityCenterInstance,
  type InstanceSummary,
  listInstances,
} from './instances.js';
import { groupsOf, nameOf } from './principals.js';
import { checkProfile } from './profile.js';
import { regionOf } from './region.js';
import { type Decision, simulate } from './simulation.js';
import { lookUpEvents, type TrailQuery } from './trail-events.js';
import type { TrailEvent } from './trail-record.js';
import { createUser, type NewIdentityCenterUser, renameUser } from './user-changes.js';
import { findUser, type IdentityCenterUser, listUsers } from './users.js';

/**
 * AWS, as far as this program meets it. Setting up only reads; what writes says so in its name.
 * Every failure is an AwsError.
 */
export interface Aws {
  readonly region: string;
  /** Whose credentials these are; needs no permission. */
  caller(): Promise<Caller>;
  /** All IAM Identity Center instances that these credentials see in the Region. */
  instances(): Promise<InstanceSummary[]>;
  /** One instance with all that AWS tells; `limits` says what it did not. */
  instance(arn: string): Promise<IdentityCenterInstance>;
  /** Undefined when the account is in no organization, or AWS does not let us know. */
  organization(): Promise<{ readonly managementAccountId: string } | undefined>;
  /** The organization; that the account is in none; or that AWS does not let us know. */
  membership(): Promise<Membership>;
  /** The accounts that IAM Identity Center is delegated to; for the management account and those. */
  delegatedAdministrators(): Promise<readonly string[]>;
  /** What IAM's policy simulator says of some actions of the caller. */
  simulate(actions: readonly string[]): Promise<readonly Decision[]>;
  /** Seconds that AWS's clock was ahead at its last answer; undefined while none had a date. */
  clockSkewSeconds(): number | undefined;
  /** The same in milliseconds, with what is not known of it. */
  clockAhead(): Ahead | undefined;
  /** All users of an identity store, read page by page. */
  users(identityStoreId: string): AsyncIterable<IdentityCenterUser>;
  userByName(identityStoreId: string, userName: string): Promise<IdentityCenterUser | undefined>;
  /** All groups of an identity store, read page by page. */
  groups(identityStoreId: string): AsyncIterable<IdentityCenterGroup>;
  groupByName(
    identityStoreId: string,
    displayName: string,
  ): Promise<IdentityCenterGroup | undefined>;
  /** All members of a group, read page by page. */
  memberships(identityStoreId: string, groupId: string): AsyncIterable<GroupMembership>;
  /** Gives the ID of the new user. */
  createUser(identityStoreId: string, user: NewIdentityCenterUser): Promise<string>;
  renameUser(
    identityStoreId: string,
    change: { readonly userId: string; readonly userName: string },
  ): Promise<void>;
  /** Gives the ID of the new, empty group. */
  createGroup(identityStoreId: string, group: NewIdentityCenterGroup): Promise<string>;
  /** One that is there already is as good. */
  addMembership(
    identityStoreId: string,
    membership: { readonly groupId: string; readonly userId: string },
  ): Promise<void>;
  /** One that is gone already is as good. */
  removeMembership(identityStoreId: string, membershipId: string): Promise<void>;
  /** The name of a user or group; undefined for one that is gone. */
  nameOf(identityStoreId: string, principal: Principal): Promise<string | undefined>;
  /** The IDs of the groups that a user is a direct member of. */
  groupsOf(identityStoreId: string, userId: string): Promise<string[]>;
  /** All accounts of the organization; from its management account or a delegated one only. */
  accounts(): Promise<Account[]>;
  /** Permission sets and account assignments of an instance: the one part that writes. */
  access(instanceArn: string): Access;
  /** Events of CloudTrail in this account and Region, newest first. */
  events(query: TrailQuery): AsyncIterable<TrailEvent>;
}

/**
 * Prepares the way to AWS with the SDK's own chains for credentials, profile and Region; nothing is
 * sent until something is asked.
 *
 * @throws ExpectedError when the profile does not exist or no Region is known.
 */
export async function connectAws(options: ConnectOptions = {}): Promise<Aws> {
  const profile = profileOf(options);
  if (profile !== undefined) await checkProfile(profile);
  const { clock = Date.now } = options;
  let ahead: Ahead | undefined;
  const hearDate = (date: string, asked: number) => {
    ahead = aheadBetween(date, asked, clock()) ?? ahead;
  };
  const clients = openClients({ ...options, clock, hearDate });
  const region = await regionOf(options, clients);
  const session = { clients, route: routeOf(options, region) };
  let asked: Promise<Membership> | undefined;
  const membership = () => {
    asked ??= membershipOf(session);
    return asked;
  };
  return {
    region,
    caller: () => callerOf(session),
    instances: () => listInstances(session),
    instance: (arn) => describeInstance(session, arn, membership()),
    organization: async () => {
      const answer = await membership();
      return typeof answer === 'object' ? answer : undefined;
    },
    membership,
    delegatedAdministrators: () => delegatedAdministrators(session),
    simulate: async (actions) => simulate(session, await callerOf(session), actions),
    clockSkewSeconds: () => ahead && Math.round((ahead.least + ahead.most) / 2000),
    clockAhead: () => ahead,
    users: (identityStoreId) => listUsers(session, identityStoreId),
    userByName: (identityStoreId, userName) => findUser(session, identityStoreId, userName),
    groups: (identityStoreId) => listGroups(session, identityStoreId),
    groupByName: (identityStoreId, displayName) => findGroup(session, identityStoreId, displayName),
    memberships: (identityStoreId, groupId) => listMemberships(session, identityStoreId, groupId),
    createUser: (identityStoreId, user) => createUser(session, identityStoreId, user),
    renameUser: (identityStoreId, change) => renameUser(session, identityStoreId, change),
    createGroup: (identityStoreId, group) => createGroup(session, identityStoreId, group),
    addMembership: (identityStoreId, membership) =>
      addMembership(session, identityStoreId, membership),
    removeMembership: (identityStoreId, membershipId) =>
      removeMembership(session, identityStoreId, membershipId),
    nameOf: (identityStoreId, principal) => nameOf(session, identityStoreId, principal),
    groupsOf: (identityStoreId, userId) => groupsOf(session, identityStoreId, userId),
    accounts: () => listAccounts(session),
    access: (instanceArn) => accessOf(session, instanceArn),
    events: (query) => lookUpEvents(session, query, clock() + (ahead?.least ?? 0)),
  };
}
