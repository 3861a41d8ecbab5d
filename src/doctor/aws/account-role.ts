import { isDeniedByPolicy, isNotAllowedOrUnknown } from '../../aws/errors.js';
import type { Aws } from '../../aws/index.js';
import { type Check, notKnown, ok, problem } from '../check.js';

/**
 * What the account is to the organization: the identity source is changed from the management
 * account or from a delegated administrator (user guide, manage-your-accounts).
 */
export const accountRole: Check = {
  id: 'account-role',
  group: 'aws',
  title: 'The account may administer IAM Identity Center',
  level: 'required',
  needs: ['aws'],
  async run({ aws }) {
    const reached = await aws();
    const [{ accountId }, membership] = await Promise.all([reached.caller(), reached.membership()]);
    if (membership === 'none')
      return problem(`account ${accountId} is in no organization`, noOrganization);
    if (membership === 'not-allowed')
      return notKnown(notTold, [allow('organizations:DescribeOrganization')]);
    const { managementAccountId } = membership;
    if (managementAccountId === accountId)
      return ok(`account ${accountId} is the management account`);
    const delegated = await isDelegated(reached, accountId);
    if (delegated === undefined)
      return notKnown(
        `AWS does not let these credentials know whether IAM Identity Center is delegated to account ${accountId}`,
        [allow('organizations:ListDelegatedAdministrators')],
      );
    if (delegated) {
      return ok(
        `account ${accountId} is a delegated administrator; it cannot change permission sets and assignments of the management account`,
      );
    }
    return problem(
      `account ${accountId} is a member of the organization of ${managementAccountId}, and IAM Identity Center is not delegated to it`,
      'Use credentials of the management account or of the delegated administrator: --profile or AWS_PROFILE.',
    );
  },
};

/**
 * AWS refuses the answer to all but the management account and those it is delegated to; undefined
 * where a policy refused it, which may be one of theirs.
 */
async function isDelegated(aws: Aws, accountId: string): Promise<boolean | undefined> {
  try {
    return (await aws.delegatedAdministrators()).includes(accountId);
  } catch (error) {
    if (isDeniedByPolicy(error)) return undefined;
    if (isNotAllowedOrUnknown(error)) return false;
    throw error;
  }
}

const noOrganization = [
  'Only the instance of an organization can change its identity source.',
  'Use credentials of the management account: --profile or AWS_PROFILE.',
];

const notTold = 'AWS does not let these credentials know what the account is to the organization';

function allow(action: string): string {
  return `Allow ${action} in a policy of this user or role.`;
}
