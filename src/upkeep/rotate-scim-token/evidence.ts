import { type ScimRequest, scimRequests } from '../../aws/scim-requests.js';
import type { Note } from '../../engine/change.js';
import type { Context } from '../../procedure/context.js';
import { readTrail } from '../../procedure/read-trail.js';
import { byItsClock } from '../../procedure/sync-following.js';
import type { TokenFacts } from './facts.js';
import { missingInAws } from './missing-in-aws.js';

type Have = Pick<TokenFacts, 'instance' | 'scim' | 'inAuthentik'>;
type Proof = TokenFacts['syncProved']['by'];

/** What shows that authentik's requests reach AWS with the token that it has now. */
export interface Evidence {
  readonly by: Proof | undefined;
  /** Requests that AWS refused since authentik has it. */
  readonly refused: readonly ScimRequest[];
  readonly notes: readonly Note[];
}

/** The proof in words, so that nobody takes a weak one for a strong one. */
export const WORDS: Readonly<Record<Proof, string>> = {
  arrival: 'since authentik has the second token, something arrived in AWS that was missing before',
  trail:
    'CloudTrail shows that AWS accepts the requests of authentik since it has the second token',
  log: 'CloudTrail cannot be read. AWS accepted the token when it was tried, authentik has ended a sync since, and what can be read of its log speaks of no refused token: that is no proof, but all there is',
};

/**
 * Looks for a proof. That authentik calls its task successful is none: it does so when every
 * request was refused (seen on all recorded releases). Where nothing was missing, nothing can
 * arrive; then CloudTrail decides, since every sync asks AWS for its configuration first (seen on
 * all recorded releases, as saving the provider clears what is cached). The log alone counts only
 * where CloudTrail cannot be read.
 */
export async function evidenceOf(context: Context, have: Have): Promise<Evidence> {
  const { at, missingBefore = 0 } = have.inAuthentik;
  const { tenant } = have.scim;
  const { value = [], limit } = await readTrail(() =>
    scimRequests(context.aws, { since: at, tenant }),
  );
  const refused = value.filter((request) => request.refused !== undefined);
  const notes: Note[] = limit === undefined ? [] : [{ level: 'info', text: limit }];
  if (value.some((request) => request.refused === undefined))
    return { by: 'trail', refused, notes };
  if (missingBefore > 0 && (await missingInAws(context, have)) < missingBefore) {
    return { by: 'arrival', refused, notes };
  }
  const quiet = limit !== undefined && (await isQuietInLog(context, have));
  return { by: quiet ? 'log' : undefined, refused, notes };
}

/** A sync ended since authentik has the token, and nothing in its log speaks of a refused one. */
async function isQuietInLog(context: Context, { scim, inAuthentik }: Have): Promise<boolean> {
  const { provisioning } = context.authentik;
  const since = byItsClock(context, inAuthentik.at);
  const { state, finishedAt } = await provisioning.status(scim.provider);
  if (state !== 'finished' || !finishedAt || finishedAt < since) return false;
  const lines = await provisioning.log(scim.provider, since);
  return !lines.some(({ text }) => REFUSED.test(text));
}

/** As all recorded releases log a refused token: `<Response [401]>` or AWS's body with it. */
const REFUSED = /\b401\b/;
