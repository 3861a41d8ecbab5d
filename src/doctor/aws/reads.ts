import { type Check, type Finding, ok, problem } from '../check.js';
import type { DoctorContext } from '../context.js';
import { contextReads, directoryReads, type ReadingTry, refusedAmong } from './try-reads.js';

/** What looking at a set-up takes in AWS, each action tried. */
export const awsReads: Check = {
  id: 'aws-reads',
  group: 'aws',
  title: 'The credentials may read what looking takes',
  level: 'required',
  needs: ['instance'],
  run: (context) => tried(context, directoryReads, 'users, groups and memberships can be read'),
};

/** What only confirms and explains. */
export const awsContext: Check = {
  id: 'aws-context',
  group: 'aws',
  title: 'The credentials may read what confirms and explains',
  level: 'advice',
  needs: ['instance'],
  run: (context) => tried(context, contextReads, 'the organization and CloudTrail can be read'),
};

async function tried(
  { aws, instance }: DoctorContext,
  tries: readonly ReadingTry[],
  fine: string,
): Promise<Finding> {
  const { identityStoreId, limits } = await instance();
  const denied = await refusedAmong(tries, await aws(), identityStoreId);
  const described = limits.some((limit) => limit.startsWith('sso:DescribeInstance'));
  const all = tries === contextReads && described ? ['sso:DescribeInstance', ...denied] : denied;
  if (all.length === 0) return ok(fine);
  const text = `${all.length === 1 ? '1 action is' : `${all.length} actions are`} refused by AWS`;
  return problem(
    text,
    'Allow them in a policy of this user or role; the README has the whole policy.',
    {
      details: all,
    },
  );
}
