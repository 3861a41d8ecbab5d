import { type Check, type Finding, notApplicable } from '../check.js';
import type { SetUp } from '../context.js';

type Part = Omit<Check, 'group' | 'needs' | 'run'> & {
  readonly run: (setUp: SetUp, context: Parameters<Check['run']>[0]) => Promise<Finding>;
};

/** A check of the part that is optional: without SCIM there is nothing to look at. */
export function provisioningCheck({ run, ...head }: Part): Check {
  return {
    ...head,
    group: 'provisioning',
    needs: ['set-up'],
    async run(context) {
      const setUp = await context.setUp();
      if (!setUp.withScim) return notApplicable('there is no provisioning by SCIM');
      return run(setUp, context);
    },
  };
}
