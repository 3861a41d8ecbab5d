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
