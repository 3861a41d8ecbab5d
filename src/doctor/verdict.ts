import type { ExitReason } from '../basics/exit-codes.js';
import type { CheckLevel } from './check.js';
import type { Report } from './examine.js';

/** How much a report weighs: its finding may say otherwise than its check. */
export function levelOf({ check, finding }: Report): CheckLevel {
  return finding.level ?? check.level;
}

/** Whether something required does not work, now. */
export function isBroken(report: Report): boolean {
  const { result, endsSoon } = report.finding;
  return result === 'problem' && levelOf(report) === 'required' && endsSoon !== true;
}

/**
 * How a run that looked ends, for monitoring: broken before what ends soon, and that before all is
 * well. Advice, and what could not be looked at, is shown and changes nothing.
 */
export function exitOf(reports: readonly Report[]): ExitReason {
  if (reports.some(isBroken)) return 'failed';
  return reports.some(({ finding }) => finding.endsSoon) ? 'endsSoon' : 'done';
}

/**
 * The same for a look at a set-up alone: there nothing else tells that something required could not
 * be looked at, and what nobody sees must not pass for well.
 */
export function exitOfLook(reports: readonly Report[]): ExitReason {
  const exit = exitOf(reports);
  if (exit === 'failed') return exit;
  const failures = reports.flatMap((report) =>
    levelOf(report) === 'required' ? (report.failedAs ?? []) : [],
  );
  if (failures.includes('notAuthorised')) return 'notAuthorised';
  return failures.length > 0 ? 'failed' : exit;
}
