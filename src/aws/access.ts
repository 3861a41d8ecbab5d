import type { AccessRequest } from './access-requests.js';
import {
  type Assignment,
  assign,
  assignmentOf,
  assignmentsFor,
  assignmentsIn,
  type Principal,
} from './account-assignments.js';
import {
  changePermissionSet,
  createPermissionSet,
  type NewPermissionSet,
  type PermissionSetChange,
} from './permission-set-changes.js';
import {
  provisionEverywhere,
  provisionedAccounts,
  provisioningOf,
} from './permission-set-provisioning.js';
import {
  describePermissionSet,
  listPermissionSets,
  type PermissionSet,
  type Policies,
  policiesOf,
  tagsOf,
} from './permission-sets.js';
import type { Session } from './session.js';

/** Permission sets and account assignments of one instance. Every failure is an AwsError. */
export interface Access {
  /** ARNs of all permission sets, a page at a time. */
  permissionSets(): AsyncIterable<readonly string[]>;
  permissionSet(arn: string): Promise<PermissionSet>;
  policies(arn: string): Promise<Policies>;
  tags(arn: string): Promise<ReadonlyMap<string, string>>;
  create(made: NewPermissionSet): Promise<string>;
  change(arn: string, change: PermissionSetChange): Promise<void>;
  /** The accounts that a permission set is provisioned to, or only those it is outdated in. */
  accountsWith(arn: string, which: 'all' | 'outdated'): Promise<string[]>;
  /** Begins to bring a change to every account where the permission set is in use. */
  provision(arn: string): Promise<AccessRequest>;
  provisioning(requestId: string): Promise<AccessRequest>;
  assignmentsIn(
    place: Pick<Assignment, 'accountId' | 'permissionSetArn'>,
  ): AsyncIterable<Assignment>;
  /** From the management account only. */
  assignmentsFor(principal: Principal): AsyncIterable<Assignment>;
  assign(assignment: Assignment): Promise<AccessRequest>;
  assignment(requestId: string): Promise<AccessRequest>;
}

/** The way to an instance's permission sets and assignments. */
export function accessOf(session: Session, instanceArn: string): Access {
  return {
    permissionSets: () => listPermissionSets(session, instanceArn),
    permissionSet: (arn) => describePermissionSet(session, instanceArn, arn),
    policies: (arn) => policiesOf(session, instanceArn, arn),
    tags: (arn) => tagsOf(session, instanceArn, arn),
    create: (made) => createPermissionSet(session, instanceArn, made),
    change: (arn, change) => changePermissionSet(session, instanceArn, arn, change),
    accountsWith: (arn, which) => provisionedAccounts(session, instanceArn, arn, which),
    provision: (arn) => provisionEverywhere(session, instanceArn, arn),
    provisioning: (id) => provisioningOf(session, instanceArn, id),
    assignmentsIn: (place) => assignmentsIn(session, instanceArn, place),
    assignmentsFor: (principal) => assignmentsFor(session, instanceArn, principal),
    assign: (assignment) => assign(session, instanceArn, assignment),
    assignment: (id) => assignmentOf(session, instanceArn, id),
  };
}
