import { z } from 'zod';
import { AwsError, explained } from './errors.js';
import { operations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

// The SDK passes on what came, whatever its types say.
const callerSchema = z.object({ Account: z.string().default(''), Arn: z.string().default('') });

const organizationSchema = z.object({
  Organization: z.object({ MasterAccountId: z.string().optional() }).optional(),
});

/** Who makes the calls. */
export interface Caller {
  /** Twelve digits. */
  readonly accountId: string;
  readonly arn: string;
}

/** Asks AWS whose credentials these are; needs no permission. */
export async function callerOf(session: Session): Promise<Caller> {
  return explained(callOf(session, operations.caller), async () => {
    const { sdk, client } = await session.clients.sts();
    const answer = await client.send(new sdk.GetCallerIdentityCommand({}));
    const { Account, Arn } = callerSchema.parse(answer);
    return { accountId: Account, arn: Arn };
  });
}

/** The organization of the account, that it is in none, or that AWS does not let us know. */
export type Membership = { readonly managementAccountId: string } | 'none' | 'not-allowed';

/**
 * Looks up the organization. Every account of one may ask, if its policies let it.
 *
 * @throws AwsError for failures other than a missing right.
 */
export async function membershipOf(session: Session): Promise<Membership> {
  try {
    return await explained(callOf(session, operations.organization), async () => {
      const { sdk, client } = await session.clients.organizations();
      const answer = await client.send(new sdk.DescribeOrganizationCommand({}));
      const { Organization } = organizationSchema.parse(answer);
      const managementAccountId = Organization?.MasterAccountId;
      return managementAccountId === undefined ? 'not-allowed' : { managementAccountId };
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === 'AWSOrganizationsNotInUseException') return 'none';
    if (error.code.startsWith('AccessDenied')) return 'not-allowed';
    throw error;
  }
}
