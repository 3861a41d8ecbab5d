import { labelled, widest } from './columns.js';
import type { Canvas } from './terminal.js';
import type { PersonRow, ReasonRow, UsersReport } from './users-report.js';
import { padTo, wrap } from './wrap.js';

/** Which problems are shown: those of a reason, and how many of them are left out. */
export type ProblemsOf = (reason: ReasonRow) => Iterable<PersonRow>;

const INDENT = '    ';

/**
 * Who can sign in and who cannot: counts by reason, then the problems by reason, each with what to
 * do about it once. The lines are made one by one, so that a long list is never whole in memory.
 */
export function* usersLines(
  report: UsersReport,
  problemsOf: ProblemsOf,
  canvas: Canvas,
): Generator<string> {
  yield* headLines(report, canvas);
  yield* report.reasons.map((row) => countLine(row, report, canvas));
  for (const row of report.reasons) {
    if (isWorthTelling(row)) yield* reasonLines(row, problemsOf(row), canvas);
  }
  yield '';
  yield closing(report);
}

function* headLines(report: UsersReport, { clean, style, width }: Canvas): Generator<string> {
  const rows = [...Object.entries(report.target), ['in scope', report.scope.inWords] as const];
  const shown = rows.map(([label, value]) => ({ label: clean(label), value: clean(value) }));
  yield* labelled(shown, '', width);
  for (const remark of report.remarks) {
    yield* wrap(clean(remark), { width, first: '  ' }).map(style.dim);
  }
  yield '';
  yield style.bold('Who can sign in to AWS');
}

function numberText(number: number): string {
  return number.toLocaleString('en');
}

function signOf({ fine, problems }: ReasonRow, { glyphs, style }: Canvas): string {
  if (problems > 0) return style.red(glyphs.failed);
  return fine ? style.green(glyphs.done) : glyphs.later;
}

function countLine(row: ReasonRow, { reasons }: UsersReport, canvas: Canvas): string {
  const room = widest(reasons.map(({ people }) => numberText(people)));
  const some = row.problems > 0 && row.problems < row.people;
  const part = some ? `   (${numberText(row.problems)} of them still enabled in AWS)` : '';
  return `  ${signOf(row, canvas)} ${numberText(row.people).padStart(room)}   ${row.label}${part}`;
}

/** Who can sign in may still have to know something. */
function isWorthTelling({ problems, fine, remedy }: ReasonRow): boolean {
  return problems > 0 || (fine && remedy !== undefined);
}

function* reasonLines(
  row: ReasonRow,
  problems: Iterable<PersonRow>,
  canvas: Canvas,
): Generator<string> {
  const { style, width, glyphs } = canvas;
  yield '';
  yield style.bold(`${row.label}   (${numberText(row.fine ? row.people : row.problems)})`);
  let shown = 0;
  for (const person of problems) {
    yield* wrap(personText(person, canvas), { width, first: INDENT, rest: `${INDENT}  ` });
    shown += 1;
  }
  const hidden = row.problems - shown;
  if (hidden > 0) yield style.dim(`${INDENT}${glyphs.ellipsis} and ${numberText(hidden)} more`);
  if (row.remedy) yield* wrap(row.remedy, { width, first: `  ${glyphs.arrow} ` });
}

/** `carol <carol@example.com>   AWS: Carol@example.com   has 200 characters` */
function personText({ username, email, awsUserName, detail }: PersonRow, canvas: Canvas): string {
  const inAuthentik = username === undefined ? [] : [nameWith(username, email, canvas)];
  const inAws = awsUserName === undefined ? [] : [`AWS: ${canvas.clean(awsUserName)}`];
  return [...inAuthentik, ...inAws, ...(detail === undefined ? [] : [detail])].join('   ');
}

function nameWith(username: string, email: string | undefined, { clean }: Canvas): string {
  const name = padTo(clean(username), 12);
  return email ? `${name} <${clean(email)}>` : name.trimEnd();
}

function closing({ reasons }: UsersReport): string {
  const fine = reasons.filter((row) => row.fine).reduce((sum, { people }) => sum + people, 0);
  const problems = reasons.reduce((sum, row) => sum + row.problems, 0);
  const whoCan = fine === 1 ? '1 person' : `${numberText(fine)} people`;
  const what = problems === 1 ? '1 problem' : `${numberText(problems)} problems`;
  return `${whoCan} can sign in, ${what}.`;
}

/** The counts alone, a reason a line: what goes with a list that machines read. */
export function countsText(report: UsersReport, canvas: Canvas): string {
  return [...report.reasons.map((row) => countLine(row, report, canvas)), closing(report)].join(
    '\n',
  );
}
