import { ExpectedError } from '../../basics/errors.js';
import { day } from '../../basics/words.js';
import { type Check, ok, problem } from '../check.js';
import { whatAndWhy } from '../examine.js';

/** The instance: found, of the organization, active, and asked in its primary Region. */
export const instance: Check = {
  id: 'instance',
  group: 'aws',
  title: 'The IAM Identity Center instance can be set up',
  level: 'required',
  needs: ['aws'],
  async run(context) {
    try {
      const { id, kind, status, primaryRegion, createdDate, limits } = await context.instance();
      const since = createdDate === undefined ? '' : `, enabled on ${day(createdDate)}`;
      const of = kind === 'organization' ? 'of the organization' : 'whose kind is not known';
      return ok(`${id} ${of}, ${status}, primary Region ${primaryRegion}${since}`, {
        details: limits,
      });
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      return problem(whatAndWhy(error), error.next);
    }
  },
};
