import { iamActionOf, type Operation, operations } from './iam-actions.js';

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
