import type { SyncStatus } from '../authentik/index.js';
import { OutsideError } from '../basics/errors.js';
import type { StepHead } from '../engine/plan.js';
import type { Context } from './context.js';
import type { Arrival } from './sync-arrival.js';

/** Syncs queue behind everything else that the worker has to do; minutes are normal. */
const PATIENCE = 15 * 60_000;
/** How long what authentik calls finished may still be on its way to AWS's own listing. */
const GRACE = 5_000;
/** Without news of the sync, so long without an arrival counts as its end. */
const STANDSTILL = 120_000;
/** The skew of authentik's clock is known to the second only. */
const SKEW_UNKNOWN = 1_500;
const SHORTEST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;

type Provider = { readonly pk: number; readonly name: string };

/** How a sync that was started is followed. */
export interface Following {
  readonly step: StepHead;
  readonly provider: Provider;
  /** When the provider was saved, by this machine's clock. */
  readonly begun: Date;
  /** The end of the sync before, by authentik's clock, where it told one. */
  readonly before: Date | undefined;
  readonly compare: () => Promise<Arrival>;
}

/**
 * Waits until no sync of this provider is queued or running, as far as the release shows it, and
 * gives what authentik then says of the last one. A second one at the same time can hang
 * authentik's worker for good (seen on 2023.10, 2025.10, 2026.2 and 2026.5).
 */
export async function waitUntilIdle(context: Context, step: StepHead, provider: Provider) {
  const begun = context.now().getTime();
  const text = 'waiting for a sync of authentik that is under way';
  return until(
    context,
    step,
    text,
    () => begun,
    async () => {
      const status = await context.authentik.provisioning.status(provider);
      return isUnderWay(status) ? undefined : status;
    },
  );
}

/** What stood in AWS when a sync was followed no longer. */
export interface Followed {
  readonly arrival: Arrival;
  /** Whether authentik said that it had ended. */
  readonly ended: boolean;
}

/**
 * Follows a sync to its end and says what then stood in AWS. Whether it has ended is authentik's
 * word where it has one (before 2025.8 a sync that waits looks as if there were none); what came of
 * it is looked up in AWS in any case.
 */
export async function followSync(context: Context, following: Following): Promise<Followed> {
  const { step, compare } = following;
  const now = () => context.now().getTime();
  let open = Number.POSITIVE_INFINITY;
  let lastNews = now();
  const text = 'waiting for users and groups to arrive in AWS';
  return until(
    context,
    step,
    text,
    () => lastNews,
    async () => {
      const end = await endOf(context, following);
      const arrival = await compare();
      const missing = stillMissing(arrival);
      if (missing < open) lastNews = now();
      open = missing;
      if (end === 'under way') return undefined;
      const patience = end === 'reached' ? GRACE : STANDSTILL;
      const ended = end === 'reached';
      return missing === 0 || now() - lastNews > patience ? { arrival, ended } : undefined;
    },
  );
}

/** `unknown`: authentik shows neither that it is under way nor that it has ended. */
async function endOf(context: Context, { provider, begun, before }: Following) {
  const status = await context.authentik.provisioning.status(provider);
  if (isUnderWay(status)) return 'under way';
  const { finishedAt } = status;
  // The one before may have ended so shortly before this one that their clocks cannot part them.
  if (!finishedAt || finishedAt.getTime() === before?.getTime()) return 'unknown';
  return finishedAt >= byItsClock(context, begun) ? 'reached' : 'unknown';
}

function isUnderWay({ state }: SyncStatus): boolean {
  return state === 'queued' || state === 'running';
}

/** A moment of this machine's as authentik's clock had it; allows for what is not known of it. */
export function byItsClock({ authentik }: Context, moment: Date): Date {
  return new Date(moment.getTime() + (authentik.clockSkewSeconds ?? 0) * 1000 - SKEW_UNKNOWN);
}

function stillMissing({ missingUsers, missingGroups, missingMembers }: Arrival): number {
  return missingUsers.length + missingGroups.length + missingMembers.length;
}

async function until<T>(
  context: Context,
  step: StepHead,
  text: string,
  /** When something last moved, in milliseconds. */
  lastNews: () => number,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const found = await attempt();
    if (found !== undefined) return found;
    if (context.now().getTime() - lastNews() > PATIENCE) throw doesNotMove();
    context.tell({ kind: 'progress', step, text });
    await context.pause(pause);
  }
}

function doesNotMove(): OutsideError {
  return new OutsideError({
    what: 'The sync of authentik does not come to an end',
    why: `It was queued or running for ${PATIENCE / 60_000} minutes without anything arriving in AWS. A worker that runs two syncs at once can hang for good.`,
    next: [
      'Restart the worker of authentik, then run the same command again.',
      'What the worker is at: authentik admin interface → System → System Tasks.',
    ],
  });
}
