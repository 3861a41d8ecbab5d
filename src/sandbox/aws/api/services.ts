import { assignmentOperations } from './account-assignments.js';
import type { Operation } from './call.js';
import { cloudTrailOperations } from './cloudtrail.js';
import { iamOperations } from './iam.js';
import { groupOperations } from './identity-store-groups.js';
import { membershipOperations } from './identity-store-memberships.js';
import { userOperations } from './identity-store-users.js';
import { instanceOperations } from './instances.js';
import { organizationsOperations } from './organizations.js';
import { attachmentOperations } from './permission-set-policies.js';
import { provisioningOperations } from './permission-set-provisioning.js';
import { permissionSetOperations } from './permission-sets.js';
import { stsOperations } from './sts.js';

/** One AWS service, as far as the sandbox plays it. */
export interface Service {
  /** The last part of its SDK client's package name. */
  name: string;
  /** What stands before the operation in `X-Amz-Target`; undefined where the protocol is query. */
  target?: string;
  /** The prefix of its IAM actions. */
  iamPrefix: string;
  /** Its name in CloudTrail records. */
  eventSource: string;
  operations: Readonly<Record<string, Operation>>;
}

/** A service that speaks the query protocol, by the version that its SDK client sends. */
export interface QueryService extends Service {
  version: string;
  namespace: string;
}

/** The services that speak the query protocol. */
export const queryServices: readonly QueryService[] = [
  {
    name: 'sts',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    iamPrefix: 'sts',
    eventSource: 'sts.amazonaws.com',
    operations: stsOperations,
  },
  {
    name: 'iam',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    iamPrefix: 'iam',
    eventSource: 'iam.amazonaws.com',
    operations: iamOperations,
  },
];

/** The services that speak JSON 1.1, with the targets that the SDK clients of 3.1138 send. */
export const jsonServices: readonly Service[] = [
  {
    name: 'sso-admin',
    target: 'SWBExternalService',
    iamPrefix: 'sso',
    eventSource: 'sso.amazonaws.com',
    operations: {
      ...instanceOperations,
      ...permissionSetOperations,
      ...attachmentOperations,
      ...provisioningOperations,
      ...assignmentOperations,
    },
  },
  {
    name: 'identitystore',
    target: 'AWSIdentityStore',
    iamPrefix: 'identitystore',
    eventSource: 'identitystore.amazonaws.com',
    operations: { ...userOperations, ...groupOperations, ...membershipOperations },
  },
  {
    name: 'organizations',
    target: 'AWSOrganizationsV20161128',
    iamPrefix: 'organizations',
    eventSource: 'organizations.amazonaws.com',
    operations: organizationsOperations,
  },
  {
    name: 'cloudtrail',
    target: 'CloudTrail_20131101',
    iamPrefix: 'cloudtrail',
    eventSource: 'cloudtrail.amazonaws.com',
    operations: cloudTrailOperations,
  },
];
