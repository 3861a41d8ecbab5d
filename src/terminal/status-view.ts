import { count } from '../basics/words.js';
import type { Plan, PlannedStep } from '../engine/plan.js';
import { widest } from './columns.js';
import { type GlanceRow, glanceLines } from './glance-view.js';
import { guideRange, inOrder } from './guide-lines.js';
import { noteLines } from './note-lines.js';
import { outsideLines } from './outside-lines.js';
import { targetLines } from './plan-view.js';
import { rowHeads } from './row-heads.js';
import { isBlocked } from './step-words.js';
import type { Canvas } from './terminal.js';
import { padTo, wrap } from './wrap.js';

function signOf(step: PlannedStep, { glyphs, style }: Canvas): string {
  const { state, place } = step;
  if (isBlocked(step)) return style.red(glyphs.failed);
  if (state === 'in-place') return style.green(glyphs.done);
  if (state !== 'to-do') return glyphs.later;
  return style.yellow(place === 'AWS console' ? glyphs.you : glyphs.create);
}

/** When a step is known, in lines of the guide, for these are what this view counts by. */
function laterWords({ after }: PlannedStep, { steps }: Plan, { glyphs }: Canvas): string {
  const lines = steps.filter(({ id }) => after.includes(id)).flatMap(({ guide }) => guide);
  return lines.length === 0 ? 'later' : `after ${guideRange(inOrder(lines), glyphs)}`;
}

function standingWords(step: PlannedStep, plan: Plan, canvas: Canvas): string {
  if (isBlocked(step)) return 'cannot go on';
  if (step.state === 'in-place') return step.standing ?? 'in place';
  if (step.state === 'left-out') return 'left out';
  if (step.state === 'unproved') return 'not proved yet';
  if (step.state === 'later') return laterWords(step, plan, canvas);
  return step.place === 'AWS console' ? 'for you to do' : 'to do';
}

function rowsLines(plan: Plan, canvas: Canvas): string[] {
  const { steps } = plan;
  const ranges = steps.map(({ guide }) => guideRange(guide, canvas.glyphs));
  const room = widest(ranges);
  const heads = steps.map((step, at) => ({
    begin: `  ${signOf(step, canvas)} ${padTo(ranges[at] ?? '', room)}   `,
    title: canvas.clean(step.title),
    words: standingWords(step, plan, canvas),
  }));
  const indent = ' '.repeat(room + 7);
  const shown = rowHeads(heads, canvas.width);
  return steps.flatMap(({ notes }, at) => [
    ...(shown[at] ?? []),
    ...notes.flatMap((note) => noteLines(note, canvas, indent)),
  ]);
}

const STANDINGS = {
  told: 'told: a person said so',
  seen: 'seen: looked up just now',
  proved: 'proved: a sign-in or a sync that could not have worked without it',
} as const;

/** Explains the words of the last column that occur. */
function legendLines(plan: Plan, canvas: Canvas): string[] {
  const used = Object.entries(STANDINGS).flatMap(([standing, words]) =>
    plan.steps.some((step) => step.standing === standing) ? [words] : [],
  );
  if (used.length === 0) return [];
  const text = used.join(` ${canvas.glyphs.dot} `);
  return wrap(text, { width: canvas.width }).map((line) => canvas.style.dim(line));
}

function closing({ steps }: Plan): string {
  const inPlace = steps.filter(({ state }) => state === 'in-place').length;
  const unproved = steps.filter(({ state }) => state === 'unproved').length;
  const rest = unproved === 0 ? '' : `, ${unproved} not proved yet`;
  return `${inPlace} of ${count(steps.length, 'step')} in place${rest}.`;
}

const HEADING = 'Where the procedure stands   (numbers are lines of the guide)';

/**
 * The set-up at a glance, then where the procedure stands, a row a step: its lines of the guide, its title, and how it is known
 * that it is done (told, seen, proved) or what is missing.
 */
export function statusText(
  plan: Plan,
  terminal: Canvas,
  glance: readonly GlanceRow[] = [],
): string {
  const top = glance.length === 0 ? [] : [...glanceLines(glance, terminal), ''];
  return [
    ...targetLines(plan, terminal),
    '',
    ...top,
    ...outsideLines(plan, terminal),
    ...wrap(HEADING, { width: terminal.width, rest: '  ' }).map(terminal.style.bold),
    ...rowsLines(plan, terminal),
    '',
    closing(plan),
    ...legendLines(plan, terminal),
  ].join('\n');
}
