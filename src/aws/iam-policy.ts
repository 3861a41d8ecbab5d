import { accessOperations, iamActionOf, type Operation, operations } from './iam-actions.js';

/** A statement of an IAM policy that allows something. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: '*';
}

/** An IAM policy document, ready for `JSON.stringify`. */
export interface IamPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/**
 * What the tool needs to look at AWS, and nothing more: it writes nothing there. Made of the very
 * operations it calls; `sts:GetCallerIdentity` needs no permission. Listing calls cannot be limited
 * to a resource, hence `*`.
 */
export const lookPolicy: IamPolicy = {
  Version: '2012-10-17',
  Statement: [
    allow('IdentityCenterRead', [operations.listInstances, operations.describeInstance]),
    allow('IdentityStoreRead', [
      operations.listUsers,
      operations.getUserId,
      operations.describeUser,
      operations.listGroups,
      operations.getGroupId,
      operations.describeGroup,
      operations.listGroupMemberships,
    ]),
    allow('Context', [
      operations.organization,
      operations.listDelegatedAdministrators,
      operations.lookupEvents,
    ]),
    allow('Doctor', [operations.getRole, operations.simulatePolicy]),
  ],
};

const reads = Object.values(accessOperations).filter(({ operation }) =>
  /^(?:List|Describe|Get)/.test(operation),
);

/**
 * What giving access needs: `authentik-aws grant`, which asks AWS alone. `sso:TagResource` goes with
 * making a permission set that is tagged. The management account's own assignments need rights on
 * IAM besides, see {@link managementAccountActions}.
 */
export const grantPolicy: IamPolicy = {
  Version: '2012-10-17',
  Statement: [
    allow('Find', [
      operations.listInstances,
      operations.describeInstance,
      operations.organization,
      operations.getGroupId,
      operations.describeGroup,
      operations.listGroupMemberships,
      operations.getUserId,
      operations.describeUser,
    ]),
    allow('AccessRead', reads),
    allow('AccessWrite', [
      ...Object.values(accessOperations).filter((operation) => !reads.includes(operation)),
      { service: 'sso', operation: 'TagResource' },
    ]),
  ],
};

/**
 * What assignments in the management account need beside {@link grantPolicy}: there Identity Center
 * makes its roles with the rights of the caller (user guide, iam-auth-access-using-id-policies,
 * example 2 and its note).
 */
export const managementAccountActions: readonly string[] = [
  'iam:ListRoles',
  'iam:ListPolicies',
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:GetRole',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'iam:PutRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
  'iam:GetSAMLProvider',
  'iam:UpdateSAMLProvider',
];

/**
 * What `reconcile` needs besides, to bring the identity store in line. The Service Authorization
 * Reference knows resources for these actions; an account that owns an instance has one identity
 * store, so `*` gives no more.
 */
export const reconcilePolicy: IamPolicy = {
  Version: '2012-10-17',
  Statement: [
    allow('IdentityStoreReconcile', [
      operations.createUser,
      operations.updateUser,
      operations.createGroup,
      operations.createGroupMembership,
      operations.deleteGroupMembership,
    ]),
  ],
};

/**
 * What a person needs, beside AWS's own list for the console (user guide,
 * iam-auth-access-using-id-policies), to change the identity source and to set up provisioning.
 * The names are those of the Service Authorization Reference, which knows no resources for them;
 * the set was put together from there and never exercised.
 */
export const consolePolicy: IamPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'IdentitySourceAndProvisioning',
      Effect: 'Allow',
      Action: [
        'DescribeDirectory',
        'GetAWSSPConfigurationForDirectory',
        'ListExternalIdPConfigurationsForDirectory',
        'CreateExternalIdPConfigurationForDirectory',
        'UpdateExternalIdPConfigurationForDirectory',
        'EnableExternalIdPConfigurationForDirectory',
        'DisableExternalIdPConfigurationForDirectory',
        'DeleteExternalIdPConfigurationForDirectory',
        'ListExternalIdPCertificates',
        'ImportExternalIdPCertificate',
        'DeleteExternalIdPCertificate',
        'ListProvisioningTenants',
        'DescribeProvisioningTenant',
        'CreateProvisioningTenant',
        'ListBearerTokens',
        'CreateBearerToken',
        'DeleteBearerToken',
      ].map((name) => `sso-directory:${name}`),
      Resource: '*',
    },
  ],
};

function allow(sid: string, permitted: readonly Operation[]): PolicyStatement {
  return { Sid: sid, Effect: 'Allow', Action: permitted.map(iamActionOf), Resource: '*' };
}
