import { type ReasonId, reasonIds } from './reasons.js';
import type { Verdict } from './verdicts.js';

/** How often a reason came up. */
export interface Count {
  readonly reason: ReasonId;
  readonly people: number;
  /** Those of them about whom somebody should do something. */
  readonly problems: number;
  /** The first few of the problems. */
  readonly examples: readonly Verdict[];
}

/** The reasons that came up, in their own order. */
export type Tally = readonly Count[];

/**
 * Counts verdicts by their reason.
 * @param keep how many problems of each reason to keep as examples
 */
export function tallyOf(verdicts: Iterable<Verdict>, keep: number): Tally {
  const counts = new Map<ReasonId, { people: number; problems: number; examples: Verdict[] }>();
  for (const verdict of verdicts) {
    const count = counts.get(verdict.reason) ?? { people: 0, problems: 0, examples: [] };
    counts.set(verdict.reason, count);
    count.people += 1;
    if (!verdict.problem) continue;
    count.problems += 1;
    if (count.examples.length < keep) count.examples.push(verdict);
  }
  return reasonIds.flatMap((reason) => {
    const count = counts.get(reason);
    return count ? [{ reason, ...count }] : [];
  });
}

/** How many problems there are in all. */
export function problemsIn(tally: Tally): number {
  return tally.reduce((sum, { problems }) => sum + problems, 0);
}
