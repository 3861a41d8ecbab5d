import type { ExitReason } from '../basics/exit-codes.js';
import { blockingNotes, hasWork, type Plan } from '../engine/plan.js';
import { planJson } from '../terminal/plan-view.js';
import type { Desk } from './desk.js';

/** Ends a dry run whose plan was shown already, but for its JSON. */
export function endDryRun({ terminal }: Pick<Desk, 'terminal'>, plan: Plan): ExitReason {
  if (terminal.json) terminal.result(planJson(plan));
  if (blockingNotes(plan.steps).length > 0) return 'failed';
  if (hasWork(plan)) {
    terminal.say('Nothing was changed. To do it, run the command without --dry-run.');
  }
  return 'done';
}
