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
  lookupEvents: { service: 'cloudtrail', operation: 'LookupEvents' },
} as const satisfies Record<string, Operation>;

/** The IAM action that permits an operation, such as `sso:ListInstances`. */
export function iamActionOf({ service, operation }: Operation): string {
  return `${service}:${operation}`;
}
