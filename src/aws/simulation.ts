import type { Caller } from './account.js';
import { explained, explainedPages } from './errors.js';
import { operations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

/** What the simulator says of one action. */
export interface Decision {
  /** Such as `sso-directory:CreateBearerToken`. */
  readonly action: string;
  readonly allowed: boolean;
}

/**
 * Asks IAM's policy simulator what the caller may do with every resource. It weighs the policies of
 * the user or role; session policies and service control policies with conditions are beyond it
 * (IAM user guide, access_policies_testing-policies).
 *
 * @throws AwsError when the simulator may not be asked, or cannot know the caller (the root user).
 */
export async function simulate(
  session: Session,
  caller: Caller,
  actions: readonly string[],
): Promise<readonly Decision[]> {
  const principal = await principalOf(session, caller);
  const call = callOf(session, operations.simulatePolicy);
  return explained(call, async () => {
    const { sdk, client } = await session.clients.iam();
    const pages = sdk.paginateSimulatePrincipalPolicy(
      { client },
      { PolicySourceArn: principal, ActionNames: [...actions] },
    );
    const decisions: Decision[] = [];
    for await (const page of explainedPages(call, pages)) {
      for (const { EvalActionName: action = '', EvalDecision } of page.EvaluationResults ?? []) {
        decisions.push({ action, allowed: EvalDecision === 'allowed' });
      }
    }
    return decisions;
  });
}

/** The simulator takes the role of a session, whose ARN has a path that the session's has not. */
async function principalOf(session: Session, { arn }: Caller): Promise<string> {
  const role = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (role === undefined) return arn;
  return explained(callOf(session, operations.getRole), async () => {
    const { sdk, client } = await session.clients.iam();
    const { Role } = await client.send(new sdk.GetRoleCommand({ RoleName: role }));
    return Role?.Arn ?? arn;
  });
}
