import { ExpectedError } from '../../basics/errors.js';
import { count } from '../../basics/words.js';
import { type Check, ok, problem } from '../check.js';
import type { DoctorContext, SetUp } from '../context.js';
import { whatAndWhy } from '../examine.js';

/** Where the procedure stands; what is wrong with single steps is said by the checks below. */
export const setUp: Check = {
  id: 'set-up',
  group: 'trust',
  title: 'The set-up can be looked at',
  level: 'required',
  needs: ['rights-look', 'instance', 'aws-reads', 'state'],
  async run(context) {
    const found = await lookedAt(context);
    if (found instanceof ExpectedError) return problem(whatAndWhy(found), found.next ?? []);
    const { steps } = found;
    const done = steps.filter(({ state }) => state === 'in-place' || state === 'unproved').length;
    return ok(`${done} of ${count(steps.length, 'step')} in place: authentik-aws status`);
  },
};

/** Everything below stands on it, so that monitoring must hear of a look that failed. */
async function lookedAt(context: DoctorContext): Promise<SetUp | ExpectedError> {
  try {
    return await context.setUp();
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
}
