import type { Note } from '../engine/change.js';
import { readPeople } from '../people/read-people.js';
import type { ReasonId } from '../people/reasons.js';
import { tallyOf } from '../people/tally.js';
import { verdicts } from '../people/verdicts.js';
import type { Context } from './context.js';
import type { Facts } from './facts.js';
import { everybody, readScope } from './people-in-scope.js';
import { peopleSummary } from './people-summary.js';
import { takesOver } from './provisioning-limits.js';

/** What the limits of the release say already, or the sync itself is about to change. */
const TOLD_ELSEWHERE: ReadonlySet<ReasonId> = new Set([
  'no-email',
  'not-an-address',
  'taken-over',
  'take-over-refused',
  'not-in-aws',
]);

/** Names of each reason that are kept for showing. */
const EXAMPLES = 5;

/** Who could not sign in even after a sync, for the plan of the first one. */
export async function peopleBeforeSync(
  { authentik, aws }: Context,
  { instance, wishes }: Pick<Facts, 'instance' | 'wishes'>,
): Promise<Note[]> {
  const application = await authentik.applications.bySlug(wishes.application.slug);
  const scope = await readScope(authentik, application);
  const people = await readPeople({
    authentik: everybody(authentik, scope),
    aws: aws.users(instance.identityStoreId),
  });
  const tally = tallyOf(
    verdicts(people, { scim: true, takesOver: takesOver(authentik.release) }),
    EXAMPLES,
  );
  return peopleSummary(tally.filter(({ reason }) => !TOLD_ELSEWHERE.has(reason)));
}
