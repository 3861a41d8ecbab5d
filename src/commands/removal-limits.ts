import { ExpectedError } from '../basics/errors.js';
import { count, listed } from '../basics/words.js';
import type { Change } from '../engine/change.js';
import type { Plan } from '../engine/plan.js';

/** Something may be wrong with authentik when a great many would lose access at once. */
export function refuseTooMany(removals: number, most: number | undefined): void {
  if (most === undefined || removals <= most) return;
  throw new ExpectedError({
    what: `${count(removals, 'membership')} would be ended, and --max-removals allows ${most}`,
    why: 'Nothing was changed.',
    next: 'Look at what the plan would end: authentik-aws reconcile --dry-run. If it is right, allow more: --max-removals NUMBER',
  });
}

/** Whoever was asked has not agreed to end what came up since; removals are the first changes. */
export function refuseOthers(changes: readonly Change[], agreed: Plan | undefined): void {
  const known = new Set(agreed?.steps.flatMap((step) => step.changes.map(({ object }) => object)));
  const others = changes.filter(({ action, object }) => action === 'delete' && !known.has(object));
  if (others.length === 0) return;
  throw new ExpectedError({
    what: `Since the plan was shown there is more to end: ${listed(others.map(({ object }) => object))}`,
    why: 'Nothing was changed.',
    next: 'Run the same command again: it shows the whole plan.',
  });
}
