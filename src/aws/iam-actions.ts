/** The services of AWS that are called, as IAM names them. */
export type Service = 'sts' | 'iam' | 'sso' | 'organizations' | 'identitystore' | 'cloudtrail';

/** One of the calls to AWS, such as `{ service: 'sso', operation: 'ListInstances' }`. */
export interface Operation {
  readonly service: Service;
  readonly operation: string;
}

/**
 * Every operation that is called. For these services the IAM action is the service's prefix and the
 * operation's name (Service Authorization Reference).
 */
export const operations = {
  caller: { service: 'sts', operation: 'GetCallerIdentity' },
  getRole: { service: 'iam', operation: 'GetRole' },
  simulatePolicy: { service: 'iam', operation: 'SimulatePrincipalPolicy' },
  organization: { service: 'organizations', operation: 'DescribeOrganization' },
  listDelegatedAdministrators: {
    service: 'organizations',
    operation: 'ListDelegatedAdministrators',
  },
  listInstances: { service: 'sso', operation: 'ListInstances' },
  describeInstance: { service: 'sso', operation: 'DescribeInstance' },
  listUsers: { service: 'identitystore', operation: 'ListUsers' },
  getUserId: { service: 'identitystore', operation: 'GetUserId' },
  describeUser: { service: 'identitystore', operation: 'DescribeUser' },
  listGroups: { service: 'identitystore', operation: 'ListGroups' },
  getGroupId: { service: 'identitystore', operation: 'GetGroupId' },
  describeGroup: { service: 'identitystore', operation: 'DescribeGroup' },
  listGroupMemberships: { service: 'identitystore', operation: 'ListGroupMemberships' },
  createUser: { service: 'identitystore', operation: 'CreateUser' },
  updateUser: { service: 'identitystore', operation: 'UpdateUser' },
  createGroup: { service: 'identitystore', operation: 'CreateGroup' },
  createGroupMembership: { service: 'identitystore', operation: 'CreateGroupMembership' },
  deleteGroupMembership: { service: 'identitystore', operation: 'DeleteGroupMembership' },
  lookupEvents: { service: 'cloudtrail', operation: 'LookupEvents' },
} as const satisfies Record<string, Operation>;

/** The operations that only giving access calls: accounts, permission sets, assignments. */
export const accessOperations = {
  listAccounts: { service: 'organizations', operation: 'ListAccounts' },
  groupsOfUser: { service: 'identitystore', operation: 'ListGroupMembershipsForMember' },
  listPermissionSets: { service: 'sso', operation: 'ListPermissionSets' },
  describePermissionSet: { service: 'sso', operation: 'DescribePermissionSet' },
  listTags: { service: 'sso', operation: 'ListTagsForResource' },
  listManaged: { service: 'sso', operation: 'ListManagedPoliciesInPermissionSet' },
  listCustomer: {
    service: 'sso',
    operation: 'ListCustomerManagedPolicyReferencesInPermissionSet',
  },
  getInline: { service: 'sso', operation: 'GetInlinePolicyForPermissionSet' },
  listProvisioned: { service: 'sso', operation: 'ListAccountsForProvisionedPermissionSet' },
  listAssignments: { service: 'sso', operation: 'ListAccountAssignments' },
  listAssignmentsFor: { service: 'sso', operation: 'ListAccountAssignmentsForPrincipal' },
  createPermissionSet: { service: 'sso', operation: 'CreatePermissionSet' },
  updatePermissionSet: { service: 'sso', operation: 'UpdatePermissionSet' },
  attachManaged: { service: 'sso', operation: 'AttachManagedPolicyToPermissionSet' },
  detachManaged: { service: 'sso', operation: 'DetachManagedPolicyFromPermissionSet' },
  attachCustomer: {
    service: 'sso',
    operation: 'AttachCustomerManagedPolicyReferenceToPermissionSet',
  },
  detachCustomer: {
    service: 'sso',
    operation: 'DetachCustomerManagedPolicyReferenceFromPermissionSet',
  },
  putInline: { service: 'sso', operation: 'PutInlinePolicyToPermissionSet' },
  deleteInline: { service: 'sso', operation: 'DeleteInlinePolicyFromPermissionSet' },
  provision: { service: 'sso', operation: 'ProvisionPermissionSet' },
  provisioningStatus: { service: 'sso', operation: 'DescribePermissionSetProvisioningStatus' },
  assign: { service: 'sso', operation: 'CreateAccountAssignment' },
  assignmentStatus: { service: 'sso', operation: 'DescribeAccountAssignmentCreationStatus' },
} as const satisfies Record<string, Operation>;

/** The IAM action that permits an operation, such as `sso:ListInstances`. */
export function iamActionOf({ service, operation }: Operation): string {
  return `${service}:${operation}`;
}
