import { count } from '../../basics/words.js';
import { recall } from '../../procedure/context.js';
import { scopeFor } from '../../procedure/scim-scope.js';
import { type Arrival, compareSides, isComplete } from '../../procedure/sync-arrival.js';
import { missingNotes } from '../../procedure/sync-findings.js';
import { notApplicable, ok, problem } from '../check.js';
import type { SetUp } from '../context.js';
import { provisioningCheck } from './wanted.js';

/**
 * The last sync, judged by what stands in AWS: authentik calls its own task successful even when
 * AWS refused every request (seen on all recorded releases).
 */
export const lastSync = provisioningCheck({
  id: 'last-sync',
  title: 'What authentik has in scope has arrived in AWS',
  level: 'required',
  async run(setUp) {
    const { memory } = setUp.context;
    if (recall(memory, 'firstSync') === undefined) {
      return notApplicable('the first sync has not run yet: authentik-aws setup --scim');
    }
    const arrival = await arrivalNow(setUp);
    if (arrival === undefined) return notApplicable('there is no application to be synced for');
    const last = await lastRun(setUp);
    const inScope = `${count(arrival.users, 'user')}, ${count(arrival.groups, 'group')}`;
    if (isComplete(arrival)) return ok(`${inScope} in AWS${last}`);
    return problem(
      `not all has arrived in AWS of ${inScope} in scope${last}`,
      [
        'Whom it concerns: authentik-aws users --problems',
        'To put AWS right: authentik-aws reconcile',
      ],
      { details: missingNotes(arrival, []).map(({ text }) => text) },
    );
  },
});

async function arrivalNow({ facts, context, wishes }: SetUp): Promise<Arrival | undefined> {
  const { application, instance } = facts;
  if (!application || !instance) return undefined;
  const scope = await scopeFor(context.authentik, wishes.groups, application.groupNames);
  return compareSides(context, instance.identityStoreId, scope);
}

/** When authentik last ran, in words that follow; nothing where the token may not know. */
async function lastRun({ facts, context }: SetUp): Promise<string> {
  if (!facts.scimProvider) return '';
  const status = await context.authentik.provisioning
    .status(facts.scimProvider)
    .catch(() => undefined);
  const at = status?.finishedAt;
  return at === undefined
    ? ''
    : `, last sync ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
