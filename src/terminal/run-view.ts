import type { Action, Change, Note } from '../engine/change.js';
import type { Listener, RunEvent } from '../engine/events.js';
import { glyphOf } from './glyphs.js';
import { noteLines } from './note-lines.js';
import { placeWords, stepNumbers } from './step-words.js';
import type { Canvas, Terminal } from './terminal.js';
import { laterLines, STEP_INDENT, waitingLines } from './waiting-lines.js';
import { columnsOf, padTo, wrap } from './wrap.js';

type Event<Kind extends RunEvent['kind']> = Extract<RunEvent, { kind: Kind }>;

/** Milliseconds below which a step counts as immediate and no time is shown. */
const WORTH_TELLING = 500;

const DONE_WORDS: Readonly<Record<Action, string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  write: 'written',
  remember: 'remembered',
  you: 'done',
};

/** `[3/10] Signing certificate      authentik`: the title and, to the right, where it happens. */
function headLines(
  { step, at, of }: Event<'step-begins'>,
  { clean, style, width }: Canvas,
): string {
  const title = `[${at}/${of}] ${clean(step.title)}`;
  const place = placeWords(step.place);
  const room = width - columnsOf(place) - 3;
  if (columnsOf(title) <= room) return `${style.bold(padTo(title, room))}   ${style.dim(place)}`;
  const lines = wrap(title, { width, rest: STEP_INDENT });
  return [...lines.map(style.bold), style.dim(STEP_INDENT + place)].join('\n');
}

function signed(sign: string, text: string, canvas: Canvas): string {
  return wrap(text, { width: canvas.width, first: `${STEP_INDENT}${sign} ` }).join('\n');
}

function changedLine(change: Change, time: string, canvas: Canvas): string {
  const { style, glyphs } = canvas;
  const isDelete = change.action === 'delete';
  const sign = isDelete ? glyphOf('delete', glyphs) : style.green(glyphs.done);
  const object = canvas.clean(change.object);
  const words = DONE_WORDS[change.action];
  // A path takes a line for itself.
  const isFirst = ['you', 'write', 'remember'].includes(change.action);
  const text = isFirst ? `${words}: ${object}` : `${object} ${words}`;
  return signed(sign, text + time, canvas);
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
  const text = noteLines(note, terminal, STEP_INDENT).join('\n');
  if (note.level === 'blocking') terminal.insist(text);
  else terminal.say(text);
}

/** The time that a step took, behind its last line; empty where it is not worth telling. */
function timeOf({ milliseconds }: Event<'step-done'>): string {
  return milliseconds > WORTH_TELLING ? `   ${duration(milliseconds)}` : '';
}

function showFailed({ kind, why }: Event<'declined' | 'incomplete'>, terminal: Terminal): void {
  const sign = terminal.style.red(terminal.glyphs.failed);
  terminal.insist(signed(sign, `${kind}: ${terminal.clean(why)}`, terminal));
}

/** A step that is passed over stands as in the plan: by its number, and by those it waits for. */
function showLater(event: Event<'later'>, order: readonly string[], terminal: Terminal): void {
  const { clean, glyphs, width } = terminal;
  const begin = `${glyphs.later} ${order.indexOf(event.step.id) + 1} `;
  const title = clean(event.step.title);
  const words = `comes after ${stepNumbers(event.after, order, terminal)}`;
  const line = `${begin}${title}   ${words}`;
  const indent = ' '.repeat(columnsOf(begin));
  const lines =
    columnsOf(line) <= width
      ? [line]
      : [...wrap(title, { width, first: begin }), ...wrap(words, { width, first: indent })];
  terminal.say(lines.join('\n'));
}

function showInPlace(words: string, terminal: Terminal): void {
  terminal.say(signed(terminal.style.green(terminal.glyphs.done), words, terminal));
}

/** Whoever could be asked has just read how it is done; only the way back is left to say. */
function showWaiting({ waiting }: Event<'waiting'>, terminal: Terminal, bring?: string): void {
  const show = terminal.canAsk ? laterLines : waitingLines;
  const lines = show(waiting, terminal, bring);
  terminal.insist(lines.join('\n'));
}

/** What a run says in words of its own. */
export interface RunWords {
  /** Of a step that has nothing to do; `in place` unless told otherwise. */
  readonly inPlace?: string | undefined;
  /** Before the ways in which an answer is brought to the next run. */
  readonly bring?: string;
}

/** What a run has shown so far, as far as later events need it. */
class RunView {
  readonly #terminal: Terminal;
  readonly #words: RunWords;
  /** Ids of the steps, in the order in which they were told: begun or passed over. */
  readonly #order: string[] = [];
  /** The last change of a step, held back for the time that the next event may bring. */
  #held: Change | undefined;
  #hadChanges = false;

  constructor(terminal: Terminal, words: RunWords) {
    this.#terminal = terminal;
    this.#words = words;
  }

  tell(event: RunEvent): void {
    if (event.kind !== 'step-done') this.#release('');
    if (event.kind === 'step-begins' || event.kind === 'later') this.#enter(event.step.id);
    this.#show(event);
  }

  #enter(id: string): void {
    if (this.#order.length === 0) this.#terminal.gap();
    this.#order.push(id);
    this.#hadChanges = false;
  }

  #release(time: string): void {
    if (this.#held === undefined) return;
    this.#terminal.say(changedLine(this.#held, time, this.#terminal));
    this.#held = undefined;
  }

  /** A step whose changes gave no line gets one of its own. */
  #end(event: Event<'step-done'>): void {
    const terminal = this.#terminal;
    const time = timeOf(event);
    terminal.progress(undefined);
    this.#release(time);
    const done = terminal.style.green(terminal.glyphs.done);
    if (!this.#hadChanges) terminal.say(signed(done, `done${time}`, terminal));
  }

  #show(event: RunEvent): void {
    const terminal = this.#terminal;
    switch (event.kind) {
      case 'step-begins':
        terminal.say(headLines(event, terminal));
        break;
      case 'in-place':
        showInPlace(this.#words.inPlace ?? 'in place', terminal);
        break;
      case 'changed':
        this.#held = event.change;
        this.#hadChanges = true;
        break;
      case 'note':
        showNote(event.note, terminal);
        break;
      case 'progress':
        terminal.progress(`${STEP_INDENT}${event.text}`);
        break;
      case 'step-done':
        this.#end(event);
        break;
      case 'waiting':
        showWaiting(event, terminal, this.#words.bring);
        break;
      case 'declined':
      case 'incomplete':
        terminal.progress(undefined);
        showFailed(event, terminal);
        break;
      case 'left-out':
        terminal.say(
          signed(terminal.glyphs.later, `left out: ${terminal.clean(event.why)}`, terminal),
        );
        break;
      case 'later':
        showLater(event, this.#order, terminal);
    }
  }
}

/**
 * Shows a run while it goes, append-only: nothing that was written is rewritten, but for the one
 * progress line. Under `--quiet` only what a person must do or know to go on is left.
 */
export function runListener(terminal: Terminal, words: RunWords = {}): Listener {
  const view = new RunView(terminal, words);
  return (event) => view.tell(event);
}
