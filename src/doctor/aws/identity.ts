import { ExpectedError } from '../../basics/errors.js';
import { type Check, ok, problem, withoutInputs } from '../check.js';
import { whatAndWhy } from '../examine.js';

/** Whose AWS credentials these are; needs no permission, so it shows whether they work at all. */
export const awsIdentity: Check = {
  id: 'aws',
  group: 'aws',
  title: 'AWS answers and takes the credentials',
  level: 'required',
  needs: [],
  async run(context) {
    const without = withoutInputs(context, 'AWS');
    if (without) return without;
    try {
      const reached = await context.aws();
      const { arn } = await reached.caller();
      return ok(`${arn}, in ${reached.region}`);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      return problem(whatAndWhy(error), error.next);
    }
  },
};
