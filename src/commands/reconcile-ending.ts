import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { blockingNotes, hasWork, type Plan } from '../engine/plan.js';
import { errorText } from '../terminal/error-view.js';
import { noteLines } from '../terminal/note-lines.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Differences, Facts } from '../upkeep/reconcile/facts.js';
import type { Ledger } from '../upkeep/reconcile/ledger.js';
import { notAllPutRight } from '../upkeep/reconcile/not-all-put-right.js';
import type { JobEnd } from './carry-out.js';
import type { Desk } from './desk.js';
import { closingText, idleText, reportJson } from './reconcile-report.js';

/** How far a run of `reconcile` is; filled while it goes. */
export interface Course {
  readonly ledger: Ledger;
  /** The plan that was agreed to, and the differences it is of: from then on a run may act. */
  agreed?: { readonly plan: Plan; readonly found: Differences | undefined };
}

/**
 * Shows what a run came to that got to its end.
 * @throws ExpectedError for what could not be put right, unless JSON has told it
 */
export function showEnd({ terminal }: Desk, end: JobEnd<Facts>, course: Course): ExitReason {
  const { ledger, agreed } = course;
  const acted = end.kind === 'carried out';
  // What a comparison could not be made of is not known to be left.
  const left = blockingNotes(end.plan.steps).length > 0 ? undefined : end.facts.differences;
  const found = acted ? agreed?.found : end.facts.differences;
  const error = ledger.failed.length > 0 ? notAllPutRight(ledger) : undefined;
  if (terminal.json) {
    terminal.result(reportJson({ plan: end.before, found, ledger, left, error }));
    if (error) terminal.insist(errorText(error, terminal));
    return error?.exit ?? exitOf(end);
  }
  if (acted) showNew(found, left, terminal);
  if (error) {
    terminal.gap();
    throw error;
  }
  if (end.kind === 'nothing to do') terminal.result(idleText(left, terminal));
  if (end.kind === 'dry run' && hasWork(end.plan)) {
    const how = terminal.canAsk ? 'without --dry-run' : 'with --yes';
    terminal.say(`Nothing was changed. To do it, run the command ${how}.`);
  }
  if (acted) {
    terminal.gap();
    terminal.result(closingText(left, terminal));
  }
  return exitOf(end);
}

function exitOf({ kind, plan }: JobEnd<Facts>): ExitReason {
  if (kind === 'not agreed') return 'failed';
  const isBlocked = blockingNotes(plan.steps).length > 0;
  return kind === 'dry run' && isBlocked ? 'failed' : 'done';
}

/** What was found only afterwards is not named above yet. */
function showNew(
  found: Differences | undefined,
  left: Differences | undefined,
  terminal: Terminal,
): void {
  const known = new Set(found?.leftAlone.map(({ text }) => text));
  const others = left?.leftAlone.filter(({ text }) => !known.has(text)) ?? [];
  if (others.length > 0) terminal.gap();
  for (const { text, next } of others) {
    const note = { level: 'info', text, ...(next !== undefined && { next }) } as const;
    terminal.say(noteLines(note, terminal, '').join('\n'));
  }
}

/**
 * Shows what a run came to that was stopped or broke off: what it could not do before that, and for
 * machines all that it did.
 * @throws the error itself, unless JSON has told it
 */
export function showBreak(
  { terminal }: Desk,
  { ledger, agreed }: Course,
  error: unknown,
): ExitReason {
  if (!agreed) throw error;
  if (!terminal.json) {
    if (ledger.failed.length > 0) terminal.insist(errorText(notAllPutRight(ledger), terminal));
    throw error;
  }
  terminal.result(reportJson({ ...agreed, ledger, left: undefined, error }));
  terminal.insist(errorText(error, terminal));
  return error instanceof ExpectedError ? error.exit : 'failed';
}
