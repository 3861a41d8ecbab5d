import { type Check, type CheckLevel, type Finding, ok, problem } from '../check.js';
import type { DoctorContext } from '../context.js';
import { contextReads, lookingReads, refusedAmong, singleReads } from './try-reads.js';

/** What looking at a set-up takes in AWS, each action tried; what only `grant` takes is advice. */
export const awsReads: Check = {
  id: 'aws-reads',
  group: 'aws',
  title: 'The credentials may read what looking takes',
  level: 'required',
  needs: ['instance'],
  async run(context) {
    const [aws, { identityStoreId }] = await Promise.all([context.aws(), context.instance()]);
    const [needed, further] = await Promise.all(
      [lookingReads, singleReads].map((tries) => refusedAmong(tries, aws, identityStoreId)),
    );
    const level = needed?.length === 0 ? 'advice' : 'required';
    const denied = [...(needed ?? []), ...(further ?? [])];
    return judge(denied, 'users, groups and memberships can be read', level);
  },
};

/** What only confirms and explains. */
export const awsContext: Check = {
  id: 'aws-context',
  group: 'aws',
  title: 'The credentials may read what confirms and explains',
  level: 'advice',
  needs: ['instance'],
  async run(context: DoctorContext) {
    const [aws, { identityStoreId, limits }] = await Promise.all([
      context.aws(),
      context.instance(),
    ]);
    const denied = await refusedAmong(contextReads, aws, identityStoreId);
    const described = limits.some((limit) => limit.startsWith('sso:DescribeInstance'));
    const all = described ? ['sso:DescribeInstance', ...denied] : denied;
    return judge(all, 'the organization and CloudTrail can be read', 'advice');
  },
};

function judge(denied: readonly string[], fine: string, level: CheckLevel): Finding {
  if (denied.length === 0) return ok(fine);
  const text = `${denied.length === 1 ? '1 action is' : `${denied.length} actions are`} refused by AWS`;
  const remedy = 'Allow them in a policy of this user or role; the README has the whole policy.';
  return problem(text, remedy, { details: denied, level });
}
