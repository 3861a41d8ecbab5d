import type { Change } from './change.js';
import type { Memory } from './memory.js';
import type { Observed } from './observed.js';
import { observedIn, type Plan } from './plan.js';

/**
 * The objects of a plan that are as they should be: there, looked at, and with nothing left to be
 * done about them, be it by the step that is called as they are. Only these are left by a run; the
 * others stay as they were left before.
 */
export function settledIn({ steps }: Pick<Plan, 'steps'>): Observed[] {
  const pending = new Set(
    steps.flatMap(({ changes, foreseen = [] }) => [...changes, ...foreseen].map(({ of }) => of)),
  );
  const done = steps.filter(({ state }) => state === 'in-place' || state === 'unproved');
  for (const step of steps) if (!done.includes(step)) pending.add(step.id);
  return observedIn(done).filter(({ key, there }) => there && !pending.has(key));
}

/** Forgets how objects were left as far as changes are about to alter them. */
export async function touchAll(
  memory: Pick<Memory, 'touch'>,
  changes: readonly Change[],
): Promise<void> {
  for (const { of, action, fields } of changes) {
    if (of === undefined) continue;
    const altered = action === 'update' ? fields?.map(({ field }) => field) : undefined;
    await memory.touch(of, altered);
  }
}
