import {
  type IdentitySourceEvents,
  identityProviderChangedAt,
  identitySourceEvents,
} from '../../aws/identity-source-events.js';
import { day } from '../../basics/words.js';
import type { Note } from '../../engine/change.js';
import type { Thing } from '../../engine/memory.js';
import { awsNow } from '../../procedure/aws-clock.js';
import { type Context, recall } from '../../procedure/context.js';
import { APPLICATION_KEY } from '../../procedure/our-application.js';
import { SAML_PROVIDER_KEY } from '../../procedure/our-provider.js';
import { readTrail } from '../../procedure/read-trail.js';

/** Under which it is remembered that somebody said that AWS does not use authentik any more. */
export const REVERTED = 'identitySourceReverted';

/** All that is known of whether people sign in to AWS through authentik. */
export interface Trust {
  /** Whether anything is left in authentik that sign-in could depend on. */
  readonly matters: boolean;
  /** The SAML provider was there before, so AWS may have trusted it before, too. */
  readonly adopted: boolean;
  /** When somebody said that the identity source was switched to authentik. */
  readonly told: Date | undefined;
  /** When somebody was shown how to switch, whether he did or not. */
  readonly asked: Date | undefined;
  readonly reverted: Date | undefined;
  readonly events: IdentitySourceEvents;
  /** When the configuration of an external identity provider was last made or changed. */
  readonly changedAt: Date | undefined;
  readonly limit: string | undefined;
}

/**
 * - `irrelevant`: nothing is left that anybody could sign in through
 * - `told back`, `seen back`: AWS does not use authentik any more
 * - `never`: nobody was shown how to switch, and CloudTrail shows no switch
 * - `unknown`: the switch may have happened; only a look at the console tells
 * - `in use`: the switch was told or seen
 */
export type Verdict = 'irrelevant' | 'told back' | 'seen back' | 'never' | 'unknown' | 'in use';

/** Reads what was told, and what CloudTrail shows of the last 90 days. */
export async function lookAtTrust(context: Context): Promise<Trust> {
  const { aws, memory } = context;
  const provider = memory.thing(SAML_PROVIDER_KEY);
  const until = awsNow(context).latest;
  // What AWS trusted before this tool made its provider was another identity provider.
  const adopted = provider?.origin === 'adopted';
  const since = adopted || !provider ? new Date(0) : wholeSecond(new Date(provider.at));
  const matters = provider !== undefined || joins(memory.thing(APPLICATION_KEY));
  const trail = await readTrail(async () => ({
    events: await identitySourceEvents(aws, since, until),
    changedAt: await identityProviderChangedAt(aws, since, until),
  }));
  const told = recall(memory, 'identitySource')?.at;
  return {
    matters,
    adopted,
    told,
    asked: recall(memory, 'identitySourceAsked')?.at,
    reverted: dateOf(memory.recall(REVERTED)?.at),
    events: trail.value?.events ?? {},
    changedAt: trail.value?.changedAt,
    limit: trail.limit,
  };
}

/** Whether it was this tool that joined the application to a provider. */
function joins(application: Thing | undefined): boolean {
  if (application?.origin !== 'adopted') return application !== undefined;
  return 'providerPk' in (application.before ?? {});
}

/**
 * Judges it. CloudTrail only ever adds: an event that it does not show may still be on its way
 * (minutes to more than an hour), older than 90 days, or of another account.
 */
export function judge({ matters, adopted, told, asked, reverted, events }: Trust): Verdict {
  if (!matters) return 'irrelevant';
  const { enabledAt, disabledAt } = events;
  const switched = latest(told, enabledAt);
  if (reverted && !(switched && switched > reverted)) return 'told back';
  const lastWord = latest(told, asked);
  const seenBack = disabledAt && !enabledAt && !(lastWord && wholeSecond(lastWord) > disabledAt);
  if (seenBack) return 'seen back';
  if (switched) return 'in use';
  return asked || adopted ? 'unknown' : 'never';
}

/** What a reader should know of the verdict before he agrees to anything. */
export function trustNotes(trust: Trust, verdict: Verdict): Note[] {
  const { events, changedAt, limit } = trust;
  const notes: Note[] = limit === undefined ? [] : [{ level: 'info', text: limit }];
  if (verdict === 'seen back' && events.disabledAt) {
    const text = `CloudTrail shows that the identity source was changed away from an external identity provider on ${day(events.disabledAt)}, and not back since`;
    notes.push({ level: 'info', text });
  }
  if (verdict === 'never') {
    const text =
      'nobody was asked to switch AWS to authentik, and CloudTrail shows no switch: nothing has to be changed back';
    notes.push({
      level: 'info',
      text,
      next: 'If somebody switched all the same, press Enter instead of confirming: everyone would be locked out.',
    });
  }
  const last = latest(trust.told, events.enabledAt);
  if (verdict === 'in use' && changedAt && last && changedAt > last) {
    const text = `CloudTrail shows that the configuration of the external identity provider was changed on ${day(changedAt)}; it does not tell to which`;
    const next =
      'If AWS uses another identity provider now, say so with --identity-source-reverted.';
    notes.push({ level: 'info', text, next });
  }
  return notes;
}

function latest(...dates: readonly (Date | undefined)[]): Date | undefined {
  const known = dates.filter((date) => date !== undefined);
  return known.sort((one, other) => one.getTime() - other.getTime()).at(-1);
}

/** Events of CloudTrail have whole seconds. */
function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
