import { count } from '../basics/words.js';
import { widest } from './columns.js';
import type { CheckRow, DoctorReport } from './doctor-report.js';
import { nextLines } from './note-lines.js';
import type { Canvas } from './terminal.js';
import { columnsOf, padTo, wrap } from './wrap.js';

/** More lines of details than these are counted, unless `--verbose`. */
const DETAILS = 6;

/**
 * All checks, group by group, a row each with its name, for that is what `--ignore` takes. What does
 * not apply, and what was not looked at because of something above, is counted.
 */
export function doctorText(report: DoctorReport, canvas: Canvas): string {
  const { checks, about } = report;
  const shown = checks.filter((row) => canvas.verbose || isWorthARow(row));
  const room = widest(shown.map(({ id }) => id));
  const headings = [...new Set(shown.map((row) => row.heading))];
  const groups = headings.flatMap((heading) => [
    '',
    canvas.style.bold(heading),
    ...shown.filter((row) => row.heading === heading).flatMap((row) => rowLines(row, room, canvas)),
  ]);
  return [
    canvas.style.dim(`authentik-aws ${about.version}, Node ${about.node}, ${about.platform}`),
    ...groups,
    '',
    ...closingLines(report, canvas),
  ].join('\n');
}

function isWorthARow({ result, waitsFor }: CheckRow): boolean {
  return result !== 'not applicable' && waitsFor.length === 0;
}

/** The sign of a row and its colour. */
export function signOf(row: Pick<CheckRow, 'result' | 'level' | 'endsSoon'>, canvas: Canvas) {
  const { glyphs, style } = canvas;
  if (row.result === 'ok') return style.green(glyphs.done);
  if (row.result !== 'problem') return glyphs.later;
  const broken = row.level === 'required' && !row.endsSoon;
  return broken ? style.red(glyphs.failed) : style.yellow(glyphs.warning);
}

function rowLines(row: CheckRow, room: number, canvas: Canvas): string[] {
  const { clean, width } = canvas;
  const first = `  ${signOf(row, canvas)} ${padTo(row.id, room)}   `;
  const beside = columnsOf(first) + 30 <= width;
  const indent = ' '.repeat(beside ? columnsOf(first) : 6);
  const head = beside ? [] : [first.trimEnd()];
  const text = row.result === 'not known' ? `not known: ${row.text}` : row.text;
  const body = wrap(clean(text), { width, first: beside ? first : indent, rest: indent });
  if (row.result === 'ok' && !canvas.verbose) return [...head, ...body];
  return [
    ...head,
    ...body,
    ...detailLines(row, indent, canvas),
    ...nextLines(row.remedy, canvas, `${indent}  `),
  ];
}

function detailLines({ details }: CheckRow, indent: string, canvas: Canvas): string[] {
  const { clean, glyphs, verbose, width } = canvas;
  const shown = verbose ? details : details.slice(0, DETAILS);
  const hidden = details.length - shown.length;
  const lines = shown.flatMap((detail) =>
    wrap(clean(detail), { width, first: `${indent}${glyphs.dot} ` }),
  );
  return hidden > 0 ? [...lines, `${indent}${glyphs.dot} and ${hidden} more (--verbose)`] : lines;
}

function closingLines({ checks, ignored, totals }: DoctorReport, canvas: Canvas): string[] {
  const { style, width } = canvas;
  const { problems, warnings, ok, notKnown } = totals;
  const waiting = checks.filter(({ waitsFor }) => waitsFor.length > 0);
  const causes = [...new Set(waiting.flatMap(({ waitsFor }) => waitsFor))].filter(
    (id) => !waiting.some((row) => row.id === id),
  );
  const remarks = [
    ...(waiting.length === 0
      ? []
      : [
          `${count(waiting.length, 'check was', 'checks were')} not made, because of ${causes.join(', ')}.`,
        ]),
    ...(totals.notApplicable === 0
      ? []
      : [
          `${count(totals.notApplicable, 'check does', 'checks do')} not apply yet; --verbose shows them.`,
        ]),
    ...(ignored.length === 0 ? [] : [`Left out: ${ignored.join(', ')}.`]),
  ];
  const sum = [
    count(problems, 'problem'),
    count(warnings, 'warning'),
    `${ok} fine`,
    `${notKnown} not known`,
  ].join(', ');
  return [`${sum}.`, ...remarks.flatMap((line) => wrap(line, { width }).map(style.dim))];
}
