import type { ScimProvider } from '../../authentik/index.js';
import { count, minute } from '../../basics/words.js';
import { recall } from '../../procedure/context.js';
import { ourScimProvider } from '../../procedure/scim-provider.js';
import { scopeAsSet } from '../../procedure/scim-scope-as-set.js';
import { type Arrival, compareSides, isComplete } from '../../procedure/sync-arrival.js';
import { missingNotes } from '../../procedure/sync-findings.js';
import { type Finding, notApplicable, notKnown, ok, problem } from '../check.js';
import type { SetUp } from '../context.js';
import { syncRefused } from './sync-refused.js';
import { provisioningCheck } from './wanted.js';

/**
 * The last sync, judged by what stands in AWS: authentik calls its own task successful even when
 * AWS refused every request (seen on all recorded releases). What stands there may have arrived
 * long ago, so that the newest sync is asked for refusals as well.
 */
export const lastSync = provisioningCheck({
  id: 'last-sync',
  title: 'What authentik has in scope has arrived in AWS',
  level: 'required',
  async run(setUp) {
    const { context, wishes } = setUp;
    const isOurs = context.memory.thing('scim-provider') !== undefined;
    if (isOurs && recall(context.memory, 'firstSync') === undefined) {
      return notApplicable('the first sync has not run yet: authentik-aws setup --scim');
    }
    const provider = await ourScimProvider(context, wishes);
    if (!provider) return notKnown('it cannot be looked at without the SCIM provider');
    const arrival = await arrivalNow(setUp, provider);
    if (arrival === undefined) return notApplicable('there is no application to be synced for');
    const [finding, refused] = await Promise.all([
      judge(setUp, provider, arrival),
      syncRefused(setUp, provider, arrival.users),
    ]);
    if (refused === undefined) return finding;
    if (refused.level === 'advice' && finding.result === 'problem') return finding;
    const { text, remedy, level } = refused;
    return problem(text, remedy, { level, details: finding.details ?? [] });
  },
});

async function judge(setUp: SetUp, provider: ScimProvider, arrival: Arrival): Promise<Finding> {
  const last = await lastRun(setUp, provider);
  const inScope = `${count(arrival.users, 'user')}, ${count(arrival.groups, 'group')}`;
  const { stillEnabled } = arrival;
  if (isComplete(arrival) && stillEnabled.length === 0) return ok(`${inScope} in AWS${last}`);
  const leavers = stillEnabled.map(
    (email) => `${email} is deactivated in authentik and still enabled in AWS`,
  );
  const arrives = [
    'Whom it concerns: authentik-aws users --problems',
    'To put AWS right: authentik-aws reconcile',
  ];
  const disable =
    'Disable them, if the next sync does not: IAM Identity Center → Users → the user → Disable user access.';
  return problem(
    `not all has arrived in AWS of ${inScope} in scope${last}`,
    [...(leavers.length > 0 ? [disable] : []), ...(isComplete(arrival) ? [] : arrives)],
    { details: [...leavers, ...missingNotes(arrival, []).map(({ text }) => text)] },
  );
}

/** By what the provider is set to, as the sync goes: nobody has to name the groups here again. */
async function arrivalNow(
  { context, wishes }: SetUp,
  provider: ScimProvider,
): Promise<Arrival | undefined> {
  const scope = await scopeAsSet(context.authentik, provider, wishes.application.slug);
  return scope && compareSides(context, context.instance.identityStoreId, scope);
}

/** When authentik last ran, in words that follow; nothing where the token may not know. */
async function lastRun({ context }: SetUp, provider: ScimProvider): Promise<string> {
  const status = await context.authentik.provisioning.status(provider).catch(() => undefined);
  const at = status?.finishedAt;
  return at === undefined ? '' : `, last sync ${minute(at)}`;
}
