import { count } from '../../basics/words.js';
import { isFine } from '../../people/verdicts.js';
import { type Check, notApplicable, ok, problem } from '../check.js';

/** Whether the application lets anybody in, and AWS knows anybody of them. */
export const somebody: Check = {
  id: 'somebody',
  group: 'people',
  title: 'At least one person can sign in',
  level: 'required',
  needs: ['set-up'],
  async run(context) {
    const { tally, scope, scopeKind, inScope } = await context.people();
    if (scopeKind === 'no application') return notApplicable('there is no application yet');
    if (inScope === 0) {
      return problem(`the application lets nobody in: it is open to ${scope}`, [
        'Add people to a group that is bound: authentik admin interface → Directory → Groups.',
        'Or bind another group: authentik-aws setup --group NAME',
      ]);
    }
    const fine = tally.reduce((sum, { reason, people }) => sum + (isFine(reason) ? people : 0), 0);
    if (fine > 0) return ok(`${count(fine, 'person', 'people')} can sign in`);
    return problem(
      `nobody can sign in: AWS has no user whose name is the e-mail address of one of the ${inScope} in scope`,
      'Whom it concerns, and what to do: authentik-aws users',
      await weight(context),
    );
  },
};

/** Before AWS was told of authentik, users are still to come. */
async function weight(context: Parameters<Check['run']>[0]) {
  const { facts } = await context.setUp();
  return facts.identitySource === undefined ? ({ level: 'advice' } as const) : {};
}
