import { redact } from '../basics/secret.js';
import { count } from '../basics/words.js';
import type { Plan } from '../engine/plan.js';
import { errorParts } from '../terminal/error-view.js';
import { jsonText } from '../terminal/printable.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Differences } from '../upkeep/reconcile/facts.js';
import type { Deed, Failure, Ledger } from '../upkeep/reconcile/ledger.js';
import { reasonOf } from '../upkeep/refusals.js';

/** What a run of `reconcile` found, did, could not do, and left. */
export interface ReconcileReport {
  /** As it was drawn before anything was done. */
  readonly plan: Plan;
  readonly found: Differences | undefined;
  readonly ledger: Ledger;
  /** What the comparison afterwards finds; absent where there was none. */
  readonly left: Differences | undefined;
  /** Why the run ended before its end, or did not put all right. */
  readonly error?: unknown;
}

/** The report as JSON. Its members are always there; a promise to scripts, told in the README. */
export function reportJson({ plan, found, ledger, left, error }: ReconcileReport): string {
  return jsonText({
    ...plan,
    changed: ledger.done.length > 0,
    differences: found ?? null,
    done: ledger.done.map(deedOf),
    failed: ledger.failed.map(failureOf),
    left: left ?? null,
    error: error === undefined ? null : errorParts(error),
  });
}

function deedOf({ step, change: { action, object }, item }: Deed): object {
  return { step: step.id, action, object, item };
}

function failureOf(failure: Failure): object {
  const { error } = failure;
  const reason = redact(reasonOf(error));
  return { ...deedOf(failure), reason, next: error.next.map(redact) };
}

/** Whether what was found was told. */
type Told = Pick<Terminal, 'quiet'>;

/** How many differences this command can put right; what it leaves alone is none of them. */
function openIn(found: Differences): number {
  const { removals, renames, users, groups, additions } = found;
  return [removals, renames, users, groups, additions].flat().length;
}

/** What is said where a comparison finds nothing to do. */
export function nothingToDoText(found: Differences | undefined): string {
  const left = found?.leftAlone.length ?? 0;
  const inStep = 'AWS has what authentik should have brought there';
  if (left === 0) return `${inStep}. Nothing to do.`;
  return `${inStep}, but for ${leftWords(left)}, which this command leaves alone.`;
}

/** The last word on a run that met no trouble. */
export function closingText(left: Differences | undefined, told: Told): string {
  if (!left) return 'Done, but authentik did not show enough to compare again: run it once more.';
  const open = openIn(left);
  if (open > 0) {
    return `Done, but ${count(open, 'difference')} came up meanwhile: run the command again.`;
  }
  const alone = left.leftAlone.length;
  const inStep = 'Done. AWS has what authentik should have brought there';
  if (alone === 0) return `${inStep}.`;
  return `${inStep}, but for ${leftWords(alone, told)}, which this command left alone.`;
}

/** The same in a line for a run that had nothing to do. */
export function idleText(found: Differences | undefined, told: Told): string {
  const left = found?.leftAlone.length ?? 0;
  return left === 0 ? 'Nothing to do.' : `Nothing to do. Left alone: ${leftWords(left, told)}.`;
}

function leftWords(number: number, { quiet }: Told = { quiet: false }): string {
  return `${count(number, 'thing')} ${quiet ? '(named without --quiet)' : 'named above'}`;
}
