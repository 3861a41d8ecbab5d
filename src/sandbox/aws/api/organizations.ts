import type { Operation } from './call.js';
import { AwsError } from './errors.js';

/** The organization's ID, the same in every world since nothing depends on it. */
const ORGANIZATION_ID = 'o-exampleorgid';

/** AWS Organizations: which account is the management account. */
export const organizationsOperations: Readonly<Record<string, Operation>> = {
  DescribeOrganization: ({ world: { managementAccountId } }) => {
    if (managementAccountId === undefined) {
      throw new AwsError(
        'AWSOrganizationsNotInUseException',
        'Your account is not a member of an organization.',
      );
    }
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
};
