import { count } from '../basics/words.js';
import type { HandoverFile } from '../engine/outcome.js';
import type { Plan, PlannedStep } from '../engine/plan.js';
import type { RunResult } from '../engine/run.js';
import { type Labelled, labelled } from './columns.js';
import { commandLines } from './command-lines.js';
import { nextLines } from './note-lines.js';
import { andList } from './step-words.js';
import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

/** What a finished run has to tell. */
export interface Summary {
  /** The plan as it stands after the run. */
  readonly plan: Plan;
  /** Steps that did what they could, and what is missing nevertheless. */
  readonly incomplete?: RunResult<unknown>['incomplete'];
  /** What `made` stands under: a run that had nothing to do made none of it. */
  readonly heading?: 'Made' | 'In place';
  /** What is there now, as label and name. */
  readonly made: readonly Labelled[];
  readonly files: readonly HandoverFile[];
  /** Commands or clicks that come next. */
  readonly next: readonly string[];
  /** The command that would do the same with nobody to ask; secrets as variables. */
  readonly headless?: string;
}

function titlesIn(
  { steps }: Pick<Plan, 'steps'>,
  states: readonly PlannedStep['state'][],
  canvas: Canvas,
): string[] {
  return steps
    .filter(({ state }) => states.includes(state))
    .map(({ title }) => canvas.clean(title));
}

/** How the run ended: incomplete, what is left, done but not proved, or done. */
function verdict({ plan, incomplete = [] }: Summary, canvas: Canvas): string[] {
  const { glyphs, style, width } = canvas;
  const isIncomplete = ({ id }: PlannedStep) => incomplete.some(({ step }) => step.id === id);
  const steps = plan.steps.filter((step) => !isIncomplete(step));
  const left = titlesIn({ steps }, ['to-do', 'later'], canvas);
  const unproved = titlesIn({ steps }, ['unproved'], canvas);
  const proof = unproved.length > 0 ? ` Not proved yet: ${andList(unproved)}.` : '';
  if (incomplete.length > 0) {
    const whys = incomplete.map(({ why }) => `${canvas.clean(upperFirst(why))}.`);
    const rest = left.length > 0 ? ` Left besides: ${andList(left)}.` : '';
    const text = `Incomplete. ${whys.join(' ')}${rest}${proof}`;
    return wrap(text, { width, first: `${glyphs.failed} ` }).map((line) => style.red(line));
  }
  if (left.length > 0) {
    const text = `Not finished. ${count(left.length, 'step')} left: ${andList(left)}.`;
    return wrap(text, { width, first: `${glyphs.warning} ` }).map((line) => style.yellow(line));
  }
  return wrap(`Done. Everything is in place.${proof}`, {
    width,
    first: `${glyphs.done} `,
  }).map((line) => style.green(line));
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function section(heading: string, lines: readonly string[], canvas: Canvas): string[] {
  return lines.length === 0 ? [] : ['', canvas.style.bold(heading), ...lines];
}

function cleanRows(rows: readonly Labelled[], canvas: Canvas): string[] {
  const clean = rows.map(({ label, value }) => ({
    label: canvas.clean(label),
    value: canvas.clean(value),
  }));
  return labelled(clean, '  ', canvas.width);
}

/** The closing words of a run: how it ended, what was made, which files, and what comes next. */
export function summaryText(summary: Summary & { readonly terminal: Canvas }): string {
  const { heading = 'Made', made, next, headless, terminal } = summary;
  const files = summary.files.map(({ label, path }) => ({ label, value: path }));
  const again = headless === undefined ? [] : commandLines(headless, terminal, '  ');
  return [
    ...verdict(summary, terminal),
    ...section(heading, cleanRows(made, terminal), terminal),
    ...section('Files', cleanRows(files, terminal), terminal),
    ...section('Next', nextLines(next, terminal, '  '), terminal),
    ...section('The same with nobody to ask', again, terminal),
  ].join('\n');
}
