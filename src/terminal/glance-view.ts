import type { CheckRow } from './doctor-report.js';
import { signOf } from './doctor-view.js';
import { nextLines } from './note-lines.js';
import type { Canvas } from './terminal.js';
import { columnsOf, wrap } from './wrap.js';

/** One line of a status: a part of the set-up and how it is, by the check that says most of it. */
export interface GlanceRow
  extends Pick<CheckRow, 'result' | 'level' | 'text' | 'details' | 'remedy' | 'endsSoon'> {
  /** `SAML`, `SCIM`, `Sync` or `Sign-in`, and `State` where nothing is remembered. */
  readonly label: string;
  /** The check that it is of; `doctor` says more. */
  readonly check: string;
}

const LABELS = 7;

/** The parts of a set-up, a line each, with what to do where there is something. */
export function glanceLines(rows: readonly GlanceRow[], canvas: Canvas): string[] {
  return rows.flatMap((row) => {
    const first = `  ${row.label.padEnd(LABELS)}   ${signOf(row, canvas)} `;
    const told = canvas.advice(row.text);
    const text = row.result === 'not known' ? `not known: ${told}` : told;
    const indent = ' '.repeat(columnsOf(first));
    return [
      ...wrap(canvas.clean(text), { width: canvas.width, first, rest: indent }),
      ...(row.result === 'problem' || row.result === 'not known'
        ? nextLines(row.remedy.slice(0, 1), canvas, indent)
        : []),
    ];
  });
}
