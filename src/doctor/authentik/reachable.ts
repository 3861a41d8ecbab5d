import { ExpectedError } from '../../basics/errors.js';
import { type Check, ok, problem, withoutInputs } from '../check.js';
import { whatAndWhy } from '../examine.js';

/** Whether authentik answers under its address, and takes the token. */
export const authentikReachable: Check = {
  id: 'authentik',
  group: 'authentik',
  title: 'authentik answers and takes the token',
  level: 'required',
  needs: [],
  async run(context) {
    const without = withoutInputs(context, 'authentik');
    if (without) return without;
    try {
      const { url, release } = await context.authentik();
      return ok(`authentik ${release.text} at ${url}`);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      return problem(whatAndWhy(error), error.next);
    }
  },
};
