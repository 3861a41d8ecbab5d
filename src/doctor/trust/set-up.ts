import { count } from '../../basics/words.js';
import { type Check, ok } from '../check.js';

/** Where the procedure stands; what is wrong with single steps is said by the checks below. */
export const setUp: Check = {
  id: 'set-up',
  group: 'trust',
  title: 'The set-up can be looked at',
  level: 'required',
  needs: ['rights-look', 'instance', 'aws-reads', 'state'],
  async run(context) {
    const { steps } = await context.setUp();
    const done = steps.filter(({ state }) => state === 'in-place' || state === 'unproved').length;
    return ok(`${done} of ${count(steps.length, 'step')} in place: authentik-aws status`);
  },
};
