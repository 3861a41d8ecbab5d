import { count } from '../basics/words.js';
import type { Action } from '../engine/change.js';
import { hasWork, type Plan, type PlannedStep, type PlanTotals } from '../engine/plan.js';
import { changeLines } from './change-lines.js';
import { labelled } from './columns.js';
import { glyphOf } from './glyphs.js';
import { noteLines } from './note-lines.js';
import { outsideLines } from './outside-lines.js';
import { jsonText } from './printable.js';
import { rowHeads } from './row-heads.js';
import { isBlocked, knownAfter, placeWords } from './step-words.js';
import type { Canvas } from './terminal.js';
import { columnsOf, wrap } from './wrap.js';

/** The action that a step is known by when it has several: the one a reader must not miss. */
const WEIGHT: readonly Action[] = ['delete', 'you', 'update', 'create', 'write', 'remember'];

function stepSign(step: PlannedStep, { glyphs, style }: Canvas): string {
  if (isBlocked(step)) return style.red(glyphs.failed);
  if (step.state === 'in-place') return style.green(glyphs.done);
  if (step.state !== 'to-do') return glyphs.later;
  const action = WEIGHT.find((weighty) => step.changes.some((change) => change.action === weighty));
  return style.bold(action ? glyphOf(action, glyphs) : glyphs.later);
}

function stepWords(
  step: PlannedStep,
  plan: Plan,
  canvas: Canvas,
  { inPlace = 'in place' }: PlanWords,
): string {
  if (isBlocked(step)) return 'cannot go on';
  if (step.state === 'in-place') return `${inPlace}${step.standing ? `, ${step.standing}` : ''}`;
  if (step.state === 'left-out') return 'left out';
  if (step.state === 'unproved') return 'not proved yet';
  if (step.state === 'later') return knownAfter(step, plan, canvas);
  const isGiven = step.changes.every(({ action }) => action === 'remember');
  return isGiven ? 'given, to be remembered' : placeWords(step.place);
}

/** What a step will bring about, where its changes cannot be listed yet; or why it is left out. */
function outlookLines(step: PlannedStep, canvas: Canvas, indent: string): string[] {
  const text = step.state === 'later' ? step.outlook : step.leftOut;
  if (text === undefined) return [];
  return wrap(canvas.clean(text), { width: canvas.width, first: indent }).map(canvas.style.dim);
}

function detailLines(step: PlannedStep, canvas: Canvas, indent: string): string[] {
  return [
    ...outlookLines(step, canvas, indent),
    ...step.changes.flatMap((change) => changeLines(change, canvas, indent)),
    ...(step.foreseen ?? []).flatMap((change) => changeLines(change, canvas, indent)),
    ...step.notes.flatMap((note) => noteLines(note, canvas, indent)),
  ];
}

function stepsLines(plan: Plan, canvas: Canvas, planWords: PlanWords): string[] {
  const { steps } = plan;
  const numbers = String(steps.length).length;
  const heads = steps.map((step, at) => ({
    begin: `  ${stepSign(step, canvas)} ${String(at + 1).padStart(numbers)} `,
    title: canvas.clean(step.title),
    words: stepWords(step, plan, canvas, planWords),
  }));
  const indent = ' '.repeat(numbers + 5);
  const shown = rowHeads(heads, canvas.width);
  return steps.flatMap((step, at) => [...(shown[at] ?? []), ...detailLines(step, canvas, indent)]);
}

/** The two systems that a plan is about: on one line if it fits, else on a line each. */
export function targetLines(plan: Plan, canvas: Canvas): string[] {
  const rows = Object.entries(plan.target).map(([label, value]) => ({
    label: canvas.clean(label),
    value: canvas.clean(value),
  }));
  const line = rows.map(({ label, value }) => `${label} ${value}`).join(` ${canvas.glyphs.dot} `);
  return columnsOf(line) <= canvas.width ? [line] : labelled(rows, '', canvas.width);
}

/** What the command of a plan is about to do, and what there is to say when it has nothing to do. */
export interface PlanWords {
  readonly heading: string;
  readonly nothingToDo: string;
  /** The same where a proof is still to be seen; `nothingToDo` unless given. */
  readonly notProved?: string;
  /** What is said of a step that has nothing to do; `in place` unless given. */
  readonly inPlace?: string;
}

/** The words of `setup` and `plan`. */
export const setupWords: PlanWords = {
  heading: 'What setup would do',
  nothingToDo: 'Everything is in place. Nothing to do.',
};

/** The heading, and beside it the signs that occur. */
function headingLines(
  totals: PlanTotals,
  heading: string,
  { glyphs, style, width }: Canvas,
): string[] {
  const words: readonly (readonly [number, string])[] = [
    [totals.create + totals.write, `${glyphs.create} create`],
    [totals.update, `${glyphs.update} update`],
    [totals.delete, `${glyphs.delete} delete`],
    [totals.you, `${glyphs.you} you`],
    [totals.later, `${glyphs.later} known later`],
  ];
  const legend = words.flatMap(([number, word]) => (number > 0 ? [word] : [])).join('  ');
  const text = legend === '' ? heading : `${heading}   (${legend})`;
  return wrap(text, { width, rest: '  ' }).map(style.bold);
}

/** The closing line: `Plan: 6 to create, 1 to change, 0 to delete, 2 for you to do.` */
function totalsLine(plan: Plan): string {
  const { create, update, delete: gone, write, you, later } = plan.totals;
  const parts = [`${create} to create`, `${update} to change`, `${gone} to delete`];
  if (write > 0) parts.push(`${count(write, 'file')} to write`);
  parts.push(`${you} for you to do`);
  const blocked = plan.steps.filter(isBlocked).length;
  if (blocked > 0) parts.push(`${blocked} blocked`);
  if (later > 0) parts.push(`${later} known later`);
  return `Plan: ${parts.join(', ')}.`;
}

function withoutWork({ steps }: Plan, { nothingToDo, notProved = nothingToDo }: PlanWords): string {
  return steps.some(({ state }) => state === 'unproved') ? notProved : nothingToDo;
}

/** The plan as a person reads it. Multi-line; styled where the terminal has colour. */
export function planText(plan: Plan, terminal: Canvas, words: PlanWords = setupWords): string {
  const work = hasWork(plan);
  const closing = work ? totalsLine(plan) : withoutWork(plan, words);
  return [
    ...targetLines(plan, terminal),
    '',
    ...outsideLines(plan, terminal),
    ...(work ? headingLines(plan.totals, words.heading, terminal) : []),
    ...stepsLines(plan, terminal, words),
    '',
    ...wrap(closing, { width: terminal.width }),
  ].join('\n');
}

/** The same plan for machines: JSON text, safe to show in a terminal. */
export function planJson(plan: Plan): string {
  return jsonText(plan);
}
