import type { Operation } from './call.js';
import { AwsError } from './errors.js';

/** The organization's ID, the same in every world since nothing depends on it. */
const ORGANIZATION_ID = 'o-exampleorgid';

/** AWS Organizations: the management account, and to whom IAM Identity Center is delegated. */
export const organizationsOperations: Readonly<Record<string, Operation>> = {
  DescribeOrganization: ({ world: { managementAccountId } }) => {
    if (managementAccountId === undefined) throw notInUse();
    const arn = (path: string) => `arn:aws:organizations::${managementAccountId}:${path}`;
    return {
      Organization: {
        Id: ORGANIZATION_ID,
        Arn: arn(`organization/${ORGANIZATION_ID}`),
        FeatureSet: 'ALL',
        MasterAccountArn: arn(`account/${ORGANIZATION_ID}/${managementAccountId}`),
        MasterAccountId: managementAccountId,
        MasterAccountEmail: 'aws@example.com',
        AvailablePolicyTypes: [],
      },
    };
  },
  ListDelegatedAdministrators: ({
    world: { caller, managementAccountId, delegatedAdministrators },
  }) => {
    if (managementAccountId === undefined) throw notInUse();
    const may = [managementAccountId, ...delegatedAdministrators];
    if (!may.includes(caller.accountId)) {
      throw new AwsError(
        'AccessDeniedException',
        "You don't have permissions to access this resource.",
      );
    }
    return {
      DelegatedAdministrators: delegatedAdministrators.map((id) => ({
        Id: id,
        Arn: `arn:aws:organizations::${managementAccountId}:account/${ORGANIZATION_ID}/${id}`,
        Name: 'delegated',
        Email: 'delegated@example.com',
        Status: 'ACTIVE',
        JoinedMethod: 'CREATED',
      })),
    };
  },
};

function notInUse(): AwsError {
  return new AwsError(
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
}
