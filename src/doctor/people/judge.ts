import type { ReasonId } from '../../people/reasons.js';
import { tallyOf } from '../../people/tally.js';
import type { Verdict } from '../../people/verdicts.js';
import { judgePeople } from '../../procedure/judged-people.js';
import { otherNameId } from '../../procedure/name-id-mapping.js';
import type { JudgedPeople, SetUp } from '../context.js';

/** Names of each reason that are kept for showing. */
const EXAMPLES = 5;

/** Reasons of those who are kept out on purpose. */
const KEPT_OUT: ReadonlySet<ReasonId> = new Set([
  'outside-bindings',
  'deactivated',
  'service-account',
]);

/** Reads both directories once and judges everyone. */
export async function judgeEverybody({ context, wishes, withScim }: SetUp): Promise<JudgedPeople> {
  const { identityStoreId } = context.instance;
  const whom = { slug: wishes.application.slug, identityStoreId, scim: withScim };
  const { scope, verdicts } = await judgePeople(context, whom);
  const mapping = await otherNameId(context, wishes.providerName);
  let inScope = 0;
  const deactivated: string[] = [];
  for (const verdict of verdicts()) {
    if (isLetIn(verdict)) inScope += 1;
    if (verdict.reason === 'deactivated' && verdict.authentik) {
      deactivated.push(verdict.authentik.username);
    }
  }
  const tally = tallyOf(verdicts(), EXAMPLES);
  return {
    ...{ tally, scope: scope.inWords, scopeKind: scope.kind, inScope, deactivated },
    otherNameId: mapping,
  };
}

function isLetIn({ reason, authentik }: Verdict): boolean {
  return authentik !== undefined && !KEPT_OUT.has(reason);
}
