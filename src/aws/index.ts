import { aheadOf } from '../basics/clock.js';
import { type Caller, callerOf, type Membership, membershipOf } from './account.js';
import { openClients } from './clients.js';
import { type ConnectOptions, profileOf, routeOf } from './connection.js';
import { delegatedAdministrators } from './delegated-administrators.js';
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
import { checkProfile } from './profile.js';
import { regionOf } from './region.js';
import { type Decision, simulate } from './simulation.js';
import { lookUpEvents, type TrailQuery } from './trail-events.js';
import type { TrailEvent } from './trail-record.js';
import { findUser, type IdentityCenterUser, listUsers } from './users.js';

/** AWS, as far as it is read: nothing here writes. Every failure is an AwsError. */
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
  let skew: number | undefined;
  const hearDate = (date: string) => {
    skew = aheadOf(date) ?? skew;
  };
  const clients = openClients({ ...options, hearDate });
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
    clockSkewSeconds: () => skew,
    users: (identityStoreId) => listUsers(session, identityStoreId),
    userByName: (identityStoreId, userName) => findUser(session, identityStoreId, userName),
    groups: (identityStoreId) => listGroups(session, identityStoreId),
    groupByName: (identityStoreId, displayName) => findGroup(session, identityStoreId, displayName),
    memberships: (identityStoreId, groupId) => listMemberships(session, identityStoreId, groupId),
    events: (query) => lookUpEvents(session, query),
  };
}
