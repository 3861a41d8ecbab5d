import { count, day } from '../basics/words.js';
import type { Plan } from '../engine/plan.js';
import { labelled } from './columns.js';
import { nextLines } from './note-lines.js';
import type { PlanWords } from './plan-view.js';
import { andList } from './step-words.js';
import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

/** The words of `undo` around its plan. */
export const undoWords: PlanWords = {
  heading: 'What undo would do',
  nothingToDo: 'There is nothing to take apart any more.',
  inPlace: 'nothing to do',
};

/** How a run of `undo` ended. */
export interface Undone {
  /** The plan as it stands after the run. */
  readonly plan: Plan;
  readonly acted: boolean;
  /** The names of what stays in authentik, for the reasons that the run gave. */
  readonly left: readonly string[];
  /** The names of SCIM providers that were there before and go on sending to AWS. */
  readonly syncing?: readonly string[];
  /** Commands or clicks that come next. */
  readonly next: readonly string[];
}

const STAYS_IN_AWS =
  'Users, groups and assignments in AWS stay as they are: authentik neither changes nor deletes them any more.';

/** The closing words of `undo`: how it ended, what stays, and what comes next. */
export function undoneText(undone: Undone, canvas: Canvas): string {
  const { plan, acted, left, next } = undone;
  const { width, style } = canvas;
  const names = left.map((name) => `"${canvas.clean(name)}"`);
  return [
    ...verdict(plan, acted, names, canvas),
    ...(provisions(plan) ? [] : ['', ...wrap(peopleText(undone, canvas), { width })]),
    ...(next.length > 0 ? ['', style.bold('Next'), ...nextLines(next, canvas, '  ')] : []),
  ].join('\n');
}

/** What becomes of users and groups in AWS from now on. */
function peopleText({ syncing = [] }: Undone, { clean }: Canvas): string {
  if (syncing.length === 0) return STAYS_IN_AWS;
  const names = andList(syncing.map((name) => `"${clean(name)}"`));
  return `Users and groups in AWS go on being changed and deleted as authentik is set: ${names} was there before and goes on syncing.`;
}

/** Whether authentik may still have something to send to AWS. */
function provisions({ steps }: Plan): boolean {
  const sending = ['stop-sync', 'scim-provider'];
  return steps.some(({ id, state }) => sending.includes(id) && state !== 'in-place');
}

function verdict(plan: Plan, acted: boolean, left: readonly string[], canvas: Canvas): string[] {
  const { glyphs, style, width, clean } = canvas;
  const open = plan.steps.filter(({ state }) => state === 'to-do' || state === 'later');
  if (open.length > 0) {
    const titles = andList(open.map(({ title }) => clean(title)));
    const text = `Not finished. ${count(open.length, 'step')} left: ${titles}.`;
    return wrap(text, { width, first: `${glyphs.warning} ` }).map(style.yellow);
  }
  const begin = acted ? 'Undone.' : 'Nothing to do.';
  const rest =
    left.length > 0
      ? `What stays, for the reasons above: ${andList(left)}.`
      : 'Nothing that this tool made is left.';
  return wrap(`${begin} ${rest}`, { width, first: `${glyphs.done} ` }).map(style.green);
}

/** What is there where nothing is remembered. */
export interface NothingKnown {
  readonly statePath: string;
  /** When the set-up was taken apart, as ISO 8601, if it was. */
  readonly undoneAt: string | undefined;
  /** In the order in which they are removed by hand. */
  readonly lookalikes: readonly {
    readonly kind: string;
    readonly name: string;
    readonly link: string;
  }[];
}

/** Says that nothing is known, what looks like it, and how to remove that by hand. */
export function nothingKnownText(report: NothingKnown, canvas: Canvas): string {
  const { statePath, undoneAt, lookalikes } = report;
  const { width, style, glyphs } = canvas;
  const undone = undoneAt === undefined ? '' : ` It was undone on ${day(new Date(undoneAt))}.`;
  if (lookalikes.length === 0) {
    const text = `Nothing that this tool made is left.${undone}`;
    return wrap(text, { width, first: `${glyphs.done} ` })
      .map(style.green)
      .join('\n');
  }
  const known = `Nothing is known to be made by this tool, so nothing was removed: ${canvas.clean(statePath)} remembers no such thing.${undone}`;
  const rows = lookalikes.map(({ kind, name, link }) => ({
    label: kind,
    value: canvas.clean(`"${name}"   ${link}`),
  }));
  return [
    ...wrap(known, { width, first: `${glyphs.warning} ` }).map(style.yellow),
    '',
    style.bold('What looks like it, by its name alone'),
    ...labelled(rows, '  ', width),
    '',
    style.bold('To remove it by hand'),
    ...nextLines(BY_HAND, canvas, '  '),
  ].join('\n');
}

const BY_HAND = [
  'If AWS still uses authentik, change its identity source back first: IAM Identity Center → Settings → Actions → "Change identity source". Otherwise everyone is locked out.',
  'Then delete them in this order; let a sync of the SCIM provider end before. An application takes its bindings and its SCIM provider with it.',
  'If another state file remembers them: authentik-aws undo --state FILE',
];
