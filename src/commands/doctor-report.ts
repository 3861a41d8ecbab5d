import { checkGroups } from '../doctor/check.js';
import type { Report } from '../doctor/examine.js';
import { levelOf } from '../doctor/verdict.js';
import type { CheckRow, DoctorReport } from '../terminal/doctor-report.js';

/** What goes into a report beside what was found. */
interface Frame extends Pick<DoctorReport, 'about' | 'ignored' | 'redacted'> {
  /** Takes out of a text what others should not see. */
  readonly mask: (text: string) => string;
}

/** What was found as both views show it. */
export function doctorReport(reports: readonly Report[], frame: Frame): DoctorReport {
  const { about, ignored, redacted, mask } = frame;
  const checks = reports.map((report) => rowOf(report, mask));
  return {
    format: 'authentik-aws/doctor',
    version: 1,
    ...{ about, redacted, checks, ignored },
    totals: totalsOf(checks),
  };
}

/** One report as a row of a view. */
export function rowOf(report: Report, mask: (text: string) => string): CheckRow {
  const { check, finding, waitsFor } = report;
  const { id, group, title } = check;
  const { result, text, details = [], remedy = [], endsSoon = false } = finding;
  return {
    ...{ id, group, heading: checkGroups[group], title, level: levelOf(report), result },
    text: mask(text),
    details: details.map(mask),
    remedy: remedy.map(mask),
    endsSoon,
    waitsFor,
  };
}

function totalsOf(rows: readonly CheckRow[]): DoctorReport['totals'] {
  const count = (is: (row: CheckRow) => boolean) => rows.filter(is).length;
  return {
    ok: count(({ result }) => result === 'ok'),
    problems: count(({ result, level }) => result === 'problem' && level === 'required'),
    warnings: count(({ result, level }) => result === 'problem' && level === 'advice'),
    notKnown: count(({ result }) => result === 'not known'),
    notApplicable: count(({ result }) => result === 'not applicable'),
  };
}
