import { isOfAuthentik, type ScimRequest, scimRequests } from '../../aws/scim-requests.js';
import type { Note } from '../../engine/change.js';
import { byThisMachine } from '../../procedure/aws-clock.js';
import type { Context } from '../../procedure/context.js';
import { readTrail } from '../../procedure/read-trail.js';
import { byItsClock } from '../../procedure/sync-following.js';
import type { TokenFacts } from './facts.js';
import { missingInAws } from './missing-in-aws.js';
import { type RefusedSync, refusalOfSync } from './sync-refused.js';

type Have = Pick<TokenFacts, 'instance' | 'scim' | 'inAuthentik'>;
type Proof = TokenFacts['syncProved']['by'];

/** What shows that authentik's requests reach AWS with the token that it has now. */
export interface Evidence {
  readonly by: Proof | undefined;
  /** Requests that AWS refused since authentik has it. */
  readonly refused: readonly ScimRequest[];
  /** That AWS refuses authentik as such, as its log tells; not looked for once there is a proof. */
  readonly refusal: RefusedSync | undefined;
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
 * where CloudTrail cannot be read; that it tells of a refusal counts at once.
 */
export async function evidenceOf(context: Context, have: Have): Promise<Evidence> {
  const { at, missingBefore = 0 } = have.inAuthentik;
  const { tenant } = have.scim;
  const { value = [], limit } = await readTrail(() =>
    scimRequests(context.aws, { since: at, tenant }),
  );
  const ofAuthentik = value.filter(isOfAuthentik);
  const refused = ofAuthentik.filter((request) => request.refused !== undefined);
  const notes: Note[] = limit === undefined ? [] : [{ level: 'info', text: limit }];
  const proved = (by: Proof): Evidence => ({ by, refused, refusal: undefined, notes });
  if (ofAuthentik.length > refused.length) return proved('trail');
  if (missingBefore > 0 && (await missingInAws(context, have)) < missingBefore) {
    return proved('arrival');
  }
  const since = sinceInLog(context, have);
  const refusal = await refusalOfSync(context, have.scim.provider, since);
  if (limit !== undefined && (await isQuietInLog(context, have, since))) return proved('log');
  return { by: undefined, refused, refusal, notes };
}

/**
 * From when on authentik's log is about the second token, by its own clock. The sync before may have
 * ended so shortly before that their clocks cannot part them, with the first token refused.
 */
function sinceInLog(context: Context, { inAuthentik }: Have): Date {
  const { at, syncBefore = new Date(0) } = inAuthentik;
  const since = byItsClock(context, byThisMachine(context, at));
  return new Date(Math.max(since.getTime(), syncBefore.getTime() + 1));
}

/** A sync ended since authentik has the token, and nothing in its log speaks of a refused one. */
async function isQuietInLog(context: Context, { scim }: Have, since: Date): Promise<boolean> {
  const { provisioning } = context.authentik;
  const { state, finishedAt } = await provisioning.status(scim.provider);
  if (state !== 'finished' || !finishedAt || finishedAt < since) return false;
  const lines = await provisioning.log(scim.provider, since);
  return !lines.some(({ text }) => REFUSED.test(text));
}

/** As all recorded releases log a refused token: `<Response [401]>` or AWS's body with it. */
const REFUSED = /\b401\b/;
