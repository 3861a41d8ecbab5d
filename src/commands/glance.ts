import type { Check } from '../doctor/check.js';
import type { DoctorContext } from '../doctor/context.js';
import { examine, type Report } from '../doctor/examine.js';
import {
  lastSync,
  remembered,
  samlChecks,
  scimChecks,
  signIns,
  somebodyByNow,
} from '../doctor/index.js';
import { isBroken, levelOf } from '../doctor/verdict.js';
import type { GlanceRow } from '../terminal/glance-view.js';
import { rowOf } from './doctor-report.js';

/** The parts of a set-up that a status tells first, and the checks of `doctor` that each rests on. */
const parts: readonly { readonly label: string; readonly checks: readonly Check[] }[] = [
  { label: 'State', checks: [remembered] },
  { label: 'SAML', checks: samlChecks },
  { label: 'SCIM', checks: scimChecks },
  { label: 'Sync', checks: [lastSync] },
  { label: 'Sign-in', checks: [somebodyByNow, signIns] },
];

/** A set-up at a glance: a row a part, and the reports that decide how the command ends. */
export interface Glance {
  readonly rows: readonly GlanceRow[];
  readonly reports: readonly Report[];
}

/** Makes the checks that a status shows. What they need was seen when the session was opened. */
export async function glanceAt(context: DoctorContext): Promise<Glance> {
  const all = parts.flatMap(({ checks }) => checks).map((check) => ({ ...check, needs: [] }));
  const reports = await examine(all, context);
  const rows = parts.flatMap(({ label, checks }) => {
    const ids = new Set(checks.map(({ id }) => id));
    return rowFor(
      label,
      reports.filter(({ check }) => ids.has(check.id)),
    );
  });
  return { rows, reports };
}

/** What of a part matters most: what is broken, what ends soon, advice, what is not known. */
const ranks: readonly ((report: Report) => boolean)[] = [
  isBroken,
  ({ finding }) => finding.endsSoon === true,
  (report) => report.finding.result === 'problem' && levelOf(report) === 'advice',
  ({ finding }) => finding.result === 'not known',
];

function rowFor(label: string, all: readonly Report[]): GlanceRow[] {
  // A sign-in that was seen says more than that nobody can be judged.
  const told = all.filter(({ finding }) => finding.result !== 'not applicable');
  const reports = label === 'Sign-in' && told.length > 0 ? told : all;
  const worst = ranks.flatMap((is) => reports.filter(is))[0];
  // Where all is well, the check that tells an end says most.
  const fine = reports.findLast(({ finding }) => finding.result === 'ok');
  const ending = reports.find(
    ({ check, finding }) => finding.result === 'ok' && ENDS.has(check.id),
  );
  const open = reports.find(({ finding }) => finding.result === 'not applicable');
  const chosen = worst ?? open ?? ending ?? fine;
  if (!chosen || isSilent(label, chosen)) return [];
  const { id, result, level, text, details, remedy, endsSoon } = rowOf(chosen, (same) => same);
  const inPlace = worst === undefined && chosen === ending ? `in place, ${text}` : text;
  return [{ label, check: id, result, level, text: inPlace, details, remedy, endsSoon }];
}

/** Without provisioning, one line says so; of the memory only its loss is worth a line. */
function isSilent(label: string, { finding: { result } }: Report): boolean {
  return label === 'Sync' ? result === 'not applicable' : label === 'State' && result !== 'problem';
}

const ENDS: ReadonlySet<string> = new Set(['certificate', 'scim-token']);
