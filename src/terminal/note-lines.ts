import type { Note } from '../engine/change.js';
import { commandLines, isCommand } from './command-lines.js';
import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

const COMMAND_AT_END = /^(.*[:,]) (authentik-aws .*)$/;

/**
 * What to do, a line each: commands to copy, the rest wrapped. Where there are several, what is
 * wrapped hangs, so that each is seen to begin.
 */
export function nextLines(next: readonly string[], canvas: Canvas, indent: string): string[] {
  const rest = next.length > 1 ? `${indent}  ` : indent;
  const sentence = (text: string) =>
    wrap(canvas.clean(text), { width: canvas.width, first: indent, rest });
  const command = (text: string) =>
    commandLines(text, canvas, indent).map((part) => canvas.style.cyan(part));
  return next.map(canvas.advice).flatMap((line) => {
    if (isCommand(line)) return command(line);
    const whole = sentence(line);
    const [, before, after] = COMMAND_AT_END.exec(line) ?? [];
    // A command that is broken in the middle of a sentence could not be copied.
    if (whole.length === 1 || before === undefined || after === undefined) return whole;
    return [...sentence(before), ...command(after)];
  });
}

function signOf(level: Note['level'], { glyphs, style }: Canvas) {
  if (level === 'blocking') return { sign: glyphs.failed, colour: style.red };
  if (level === 'warning') return { sign: glyphs.warning, colour: style.yellow };
  return { sign: glyphs.dot, colour: (text: string) => text };
}

/** A note with its sign, and beneath it what to do about it. */
export function noteLines(note: Note, canvas: Canvas, indent: string): string[] {
  const { sign, colour } = signOf(note.level, canvas);
  const first = `${indent}${sign} `;
  const text = wrap(canvas.clean(note.text), { width: canvas.width, first }).map(colour);
  const next = note.next === undefined ? [] : [note.next];
  return [...text, ...nextLines(next, canvas, ' '.repeat(first.length))];
}
