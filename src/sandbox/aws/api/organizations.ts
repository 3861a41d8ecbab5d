import { z } from 'zod';
import { type Operation, readInput, seconds } from './call.js';
import { AwsError } from './errors.js';
import { pageOf } from './paging.js';

/** The organization's ID, the same in every world since nothing depends on it. */
const ORGANIZATION_ID = 'o-exampleorgid';

/** At most 20 on a page (Organizations reference, ListAccounts). */
const accountsInput = z.object({
  MaxResults: z.int().min(1).max(20).optional(),
  NextToken: z.string().optional(),
});

/** AWS Organizations: its accounts, which one manages it, and to whom Identity Center is delegated. */
export const organizationsOperations: Readonly<Record<string, Operation>> = {
  DescribeOrganization: ({ world: { managementAccountId } }) => {
    if (managementAccountId === undefined) throw noOrganization();
    const arn = arnsOf(managementAccountId);
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

  ListAccounts: (call) => {
    const { managementAccountId, accounts } = call.world;
    if (managementAccountId === undefined) throw noOrganization();
    const arn = arnsOf(managementAccountId);
    const wish = { ...readInput(call, accountsInput), pageSize: call.pageSize };
    const { items, ...rest } = pageOf(accounts, wish);
    return {
      Accounts: items.map(({ id, name, email, state, joinedAt }) => ({
        Id: id,
        Arn: arn(`account/${ORGANIZATION_ID}/${id}`),
        Email: email,
        Name: name,
        State: state,
        JoinedMethod: 'CREATED',
        JoinedTimestamp: seconds(joinedAt),
      })),
      ...rest,
    };
  },

  ListDelegatedAdministrators: ({
    world: { caller, managementAccountId, delegatedAdministrators },
  }) => {
    if (managementAccountId === undefined) throw noOrganization();
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
        Arn: arnsOf(managementAccountId)(`account/${ORGANIZATION_ID}/${id}`),
        Name: 'delegated',
        Email: 'delegated@example.com',
        Status: 'ACTIVE',
        JoinedMethod: 'CREATED',
      })),
    };
  },
};

function arnsOf(managementAccountId: string): (path: string) => string {
  return (path) => `arn:aws:organizations::${managementAccountId}:${path}`;
}

function noOrganization(): AwsError {
  return new AwsError(
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  );
}
