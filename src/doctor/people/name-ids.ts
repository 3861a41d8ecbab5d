import { count } from '../../basics/words.js';
import { problemsIn } from '../../people/tally.js';
import { nameIdRemark } from '../../procedure/name-id-mapping.js';
import { peopleSummary } from '../../procedure/people-summary.js';
import { type Check, notApplicable, notKnown, ok, problem } from '../check.js';
import { putBack } from './somebody.js';

/** NameIDs against user names: the most frequent reason why somebody cannot sign in. */
export const nameIds: Check = {
  id: 'name-ids',
  group: 'people',
  title: 'NameIDs and user names in AWS are the same',
  level: 'advice',
  needs: ['set-up'],
  async run(context) {
    const { tally, scopeKind, otherNameId } = await context.people();
    if (scopeKind === 'no application') return notApplicable('there is no application yet');
    if (otherNameId !== undefined) return notKnown(nameIdRemark(otherNameId), putBack);
    const problems = problemsIn(tally);
    if (problems === 0) return ok('the NameID of everybody in scope is a user name in AWS');
    return problem(
      `${count(problems, 'person', 'people')} cannot sign in, or should not be able to`,
      'One by one, and what to do: authentik-aws users',
      { details: peopleSummary(tally).map(({ text }) => text) },
    );
  },
};
