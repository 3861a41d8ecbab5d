import { AwsError } from '../../aws/errors.js';
import { consolePolicy, grantPolicy, reconcilePolicy } from '../../aws/iam-policy.js';
import { type Check, type Finding, notApplicable, notKnown, ok, problem } from '../check.js';
import type { DoctorContext } from '../context.js';

/** What the person in the console will need, asked of IAM's policy simulator. */
export const consoleRights: Check = {
  id: 'console-rights',
  group: 'aws',
  title: 'These credentials would do for the steps in the AWS console',
  level: 'advice',
  needs: ['aws'],
  run: (context) => simulated(context, consoleActions, 'the steps in the AWS console'),
};

/** What `grant` and `reconcile` write. */
export const writingRights: Check = {
  id: 'writing-rights',
  group: 'aws',
  title: 'These credentials may give access and put groups right',
  level: 'advice',
  needs: ['aws'],
  run: (context) => simulated(context, writingActions, 'grant and reconcile'),
};

/** Reading is tried by reading, in checks of their own. */
const READING = /:(?:List|Describe|Get)/;

const consoleActions = consolePolicy.Statement.flatMap(({ Action }) => Action);

const writingActions = [grantPolicy, reconcilePolicy].flatMap(({ Statement }) =>
  Statement.flatMap(({ Action }) => Action).filter((action) => !READING.test(action)),
);

/** The simulator weighs the caller's own policies only. */
const BEYOND = 'Service control policies may forbid it nevertheless; they are not simulated here.';

async function simulated(
  { aws }: DoctorContext,
  actions: readonly string[],
  purpose: string,
): Promise<Finding> {
  const reached = await aws();
  const { arn } = await reached.caller();
  if (arn.endsWith(':root'))
    return notApplicable('the root user may do everything, and is not simulated');
  try {
    const decisions = await reached.simulate(actions);
    const denied = decisions.flatMap(({ action, allowed }) => (allowed ? [] : [action]));
    if (denied.length === 0) return ok(`IAM allows all that ${purpose} take. ${BEYOND}`);
    return problem(
      `${denied.length} of ${actions.length} actions that ${purpose} take are not allowed to these credentials. ${BEYOND}`,
      'Allow them to whoever does it; that need not be the owner of these credentials.',
      { details: denied },
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return notKnown(
      `IAM's policy simulator could not be asked about ${purpose}: ${error.message}`,
      [
        'To have it asked: allow iam:SimulatePrincipalPolicy and iam:GetRole. Nothing else needs them.',
      ],
    );
  }
}
