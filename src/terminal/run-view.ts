import type { Action, Change, Note } from '../engine/change.js';
import type { Listener, RunEvent } from '../engine/events.js';
import { glyphOf } from './glyphs.js';
import { noteLines } from './note-lines.js';
import { andList, placeWords } from './step-words.js';
import type { Canvas, Terminal } from './terminal.js';
import { laterLines, waitingLines } from './waiting-lines.js';
import { columnsOf, padTo, wrap } from './wrap.js';

type Event<Kind extends RunEvent['kind']> = Extract<RunEvent, { kind: Kind }>;

const INDENT = '      ';
/** Milliseconds below which a step counts as immediate and no time is shown. */
const WORTH_TELLING = 500;

const DONE_WORDS: Readonly<Record<Action, string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  write: 'written',
  you: 'done',
};

/** `[3/10] Signing certificate      authentik`: the title and, to the right, where it happens. */
function headLine({ step, at, of }: Event<'step-begins'>, canvas: Canvas): string {
  const title = `[${at}/${of}] ${canvas.clean(step.title)}`;
  const place = placeWords(step.place);
  const room = canvas.width - columnsOf(place) - 3;
  return `${canvas.style.bold(padTo(title, room))}   ${canvas.style.dim(place)}`;
}

function signed(sign: string, text: string, canvas: Canvas): string {
  return wrap(text, { width: canvas.width, first: `${INDENT}${sign} ` }).join('\n');
}

function changedLine(change: Change, canvas: Canvas): string {
  const { style, glyphs } = canvas;
  const isDelete = change.action === 'delete';
  const sign = isDelete ? glyphOf('delete', glyphs) : style.green(glyphs.done);
  const object = canvas.clean(change.object);
  const isYours = change.action === 'you';
  const words = DONE_WORDS[change.action];
  return signed(sign, isYours ? `${words}: ${object}` : `${object} ${words}`, canvas);
}

/** A length of time for people: `0.9 s`, `12 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  return `${Math.floor(whole / 60)} min${rest > 0 ? ` ${rest} s` : ''}`;
}

function showNote(note: Note, terminal: Terminal): void {
  const text = noteLines(note, terminal, INDENT).join('\n');
  if (note.level === 'blocking') terminal.insist(text);
  else terminal.say(text);
}

/** The end of a step: a line of its own if its changes gave none, and its time if worth telling. */
function showEnd(event: Event<'step-done'>, hadChanges: boolean, terminal: Terminal): void {
  const { style, glyphs } = terminal;
  terminal.progress(undefined);
  const time = event.milliseconds > WORTH_TELLING ? duration(event.milliseconds) : '';
  if (!hadChanges) terminal.say(signed(style.green(glyphs.done), `done   ${time}`, terminal));
  else if (time !== '') terminal.say(style.dim(`${INDENT}  ${time}`));
}

function showDeclined({ why }: Event<'declined'>, terminal: Terminal): void {
  const sign = terminal.style.red(terminal.glyphs.failed);
  terminal.insist(signed(sign, `declined: ${terminal.clean(why)}`, terminal));
}

/** A step that is passed over has no heading of its own. */
function showLater({ step, after }: Event<'later'>, terminal: Terminal): void {
  const { clean, glyphs, width } = terminal;
  const text = `${clean(step.title)}   comes after ${andList(after.map(clean))}`;
  terminal.say(wrap(text, { width, first: `${glyphs.later} `, rest: INDENT }).join('\n'));
}

function showChange(event: Event<'changed'>, terminal: Terminal): void {
  terminal.say(changedLine(event.change, terminal));
}

function showInPlace(terminal: Terminal): void {
  terminal.say(signed(terminal.style.green(terminal.glyphs.done), 'in place', terminal));
}

/** Whoever could be asked has just read how it is done; only the way back is left to say. */
function showWaiting({ waiting }: Event<'waiting'>, terminal: Terminal): void {
  const lines = terminal.canAsk ? laterLines(waiting, terminal) : waitingLines(waiting, terminal);
  terminal.insist(lines.join('\n'));
}

type StatelessEvent = Exclude<RunEvent, { kind: 'step-done' }>;

function show(event: StatelessEvent, terminal: Terminal): void {
  switch (event.kind) {
    case 'step-begins':
      terminal.say(headLine(event, terminal));
      break;
    case 'in-place':
      showInPlace(terminal);
      break;
    case 'changed':
      showChange(event, terminal);
      break;
    case 'note':
      showNote(event.note, terminal);
      break;
    case 'progress':
      terminal.progress(`${INDENT}${event.text}`);
      break;
    case 'waiting':
      showWaiting(event, terminal);
      break;
    case 'declined':
      showDeclined(event, terminal);
      break;
    case 'later':
      showLater(event, terminal);
  }
}

/**
 * Shows a run while it goes, append-only: nothing that was written is rewritten, but for the one
 * progress line. Under `--quiet` only what a person must do or know to go on is left.
 */
export function runListener(terminal: Terminal): Listener {
  let hadChanges = false;
  return (event) => {
    if (event.kind === 'step-begins') hadChanges = false;
    if (event.kind === 'changed') hadChanges = true;
    if (event.kind === 'step-done') showEnd(event, hadChanges, terminal);
    else show(event, terminal);
  };
}
