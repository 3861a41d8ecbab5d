import type { Canvas } from './terminal.js';
import { fill } from './wrap.js';

const WORD = /(?:\\.|[^\s'"\\]|'[^']*'|"[^"]*")+/g;

/** The words of a command line; quoted ones stay whole, a flag keeps its value. */
function words(command: string): string[] {
  const joined: string[] = [];
  for (const word of command.match(WORD) ?? []) {
    const previous = joined.at(-1);
    const takesValue = previous?.startsWith('--') && !previous.includes(' ');
    if (takesValue && !word.startsWith('-')) joined[joined.length - 1] = `${previous} ${word}`;
    else joined.push(word);
  }
  return joined;
}

/**
 * A command to copy, indented, on as many lines as it needs. A POSIX shell joins them at the `\`;
 * Windows has no such sign that all its shells know, so there the command stays on one line.
 */
export function commandLines(command: string, canvas: Canvas, indent = ''): string[] {
  const shown = canvas.clean(command);
  if (canvas.windows) return [indent + shown];
  const room = canvas.width - indent.length - 4;
  const lines = fill(words(shown), room);
  return lines.map((line, at) => {
    const begin = at === 0 ? indent : `${indent}  `;
    return begin + line + (at === lines.length - 1 ? '' : ' \\');
  });
}

/** Whether a line of advice is a command of this program, to be shown as one. */
export function isCommand(line: string): boolean {
  return /^(?:[A-Z_]+=\S+ )*authentik-aws(?: |$)/.test(line);
}

/** A text with a stop at its end, unless it has one or is a command that somebody will copy. */
export function endSentence(text: string): string {
  return isCommand(text) || /[.!?:]$/.test(text) ? text : `${text}.`;
}
