import { count, listed } from '../../basics/words.js';
import { isFine } from '../../people/verdicts.js';
import { recall } from '../../procedure/context.js';
import { nameIdRemark } from '../../procedure/name-id-mapping.js';
import { type Check, type Finding, notApplicable, notKnown, ok, problem } from '../check.js';
import type { DoctorContext, JudgedPeople } from '../context.js';
import { wasHandedOver } from '../was-set-up.js';

/** What gives the NameID of everybody back. */
export const putBack = ['authentik-aws setup puts the e-mail address back.'];

/** Whether the application lets anybody in, and AWS knows anybody of them. */
export const somebody: Check = {
  id: 'somebody',
  group: 'people',
  title: 'At least one person can sign in',
  level: 'required',
  needs: ['set-up'],
  async run(context) {
    const people = await context.people();
    const { tally, scopeKind, inScope, otherNameId } = people;
    if (scopeKind === 'no application') return notApplicable('there is no application yet');
    if (inScope === 0) return nobodyLetIn(people, await weight(context));
    if (otherNameId !== undefined) return notKnown(nameIdRemark(otherNameId), putBack);
    const fine = tally.reduce((sum, { reason, people }) => sum + (isFine(reason) ? people : 0), 0);
    if (fine > 0) return ok(`${count(fine, 'person', 'people')} can sign in`);
    return problem(
      `nobody can sign in: AWS has no user whose name is the e-mail address of one of the ${inScope} in scope`,
      'Whom it concerns, and what to do: authentik-aws users',
      await weight(context),
    );
  },
};

/**
 * The same for a look at a set-up alone: that users are still to come to AWS, where nobody has
 * signed in yet, is not finished rather than broken.
 */
export const somebodyByNow: Check = {
  ...somebody,
  async run(context) {
    const [finding, { inScope }, { context: procedure, facts }] = await Promise.all([
      somebody.run(context),
      context.people(),
      context.setUp(),
    ]);
    const signedIn = facts.signIn !== undefined || recall(procedure.memory, 'signIn') !== undefined;
    const isToCome = finding.result === 'problem' && inScope > 0 && !signedIn;
    return isToCome ? { ...finding, level: 'advice' } : finding;
  },
};

function nobodyLetIn({ scope, deactivated }: JudgedPeople, more: Weight): Finding {
  if (deactivated.length > 0) {
    return problem(
      `nobody can sign in: whom the application lets in, ${scope}, is deactivated in authentik`,
      `Activate who should get in, of ${listed(deactivated)}: authentik admin interface → Directory → Users.`,
      more,
    );
  }
  return problem(
    `the application lets nobody in: it is open to ${scope}`,
    [
      'Add people to a group that is bound: authentik admin interface → Directory → Groups.',
      'Or bind another group: authentik-aws setup --group NAME',
    ],
    more,
  );
}

type Weight = Pick<Finding, 'level'>;

/** Before AWS was told of authentik, users are still to come. */
async function weight(context: DoctorContext): Promise<Weight> {
  const { facts, context: procedure, unremembered } = await context.setUp();
  const isTold =
    facts.identitySource !== undefined || wasHandedOver(procedure.memory) || unremembered;
  return isTold ? {} : { level: 'advice' };
}
