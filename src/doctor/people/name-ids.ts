import { count } from '../../basics/words.js';
import { problemsIn } from '../../people/tally.js';
import { peopleSummary } from '../../procedure/people-summary.js';
import { type Check, notApplicable, ok, problem } from '../check.js';

/** NameIDs against user names: the most frequent reason why somebody cannot sign in. */
export const nameIds: Check = {
  id: 'name-ids',
  group: 'people',
  title: 'NameIDs and user names in AWS are the same',
  level: 'advice',
  needs: ['set-up'],
  async run(context) {
    const { tally, scopeKind } = await context.people();
    if (scopeKind === 'no application') return notApplicable('there is no application yet');
    const problems = problemsIn(tally);
    if (problems === 0) return ok('the NameID of everybody in scope is a user name in AWS');
    return problem(
      `${count(problems, 'person', 'people')} cannot sign in, or should not be able to`,
      'One by one, and what to do: authentik-aws users',
      { details: peopleSummary(tally).map(({ text }) => text) },
    );
  },
};
