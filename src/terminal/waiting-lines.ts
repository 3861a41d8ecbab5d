import type { Waiting } from '../engine/outcome.js';
import { labelled } from './columns.js';
import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

const INDENT = '      ';

function numbered(instructions: readonly string[], canvas: Canvas): string[] {
  const room = String(instructions.length).length;
  return instructions.flatMap((text, at) => {
    const first = `${INDENT}${String(at + 1).padStart(room)}. `;
    return wrap(canvas.clean(text), { width: canvas.width, first });
  });
}

function headLines(intro: string, { what }: Waiting, canvas: Canvas): string[] {
  const first = `    ${canvas.glyphs.you} `;
  const text = `${intro}: ${canvas.clean(what)}`;
  return wrap(text, { width: canvas.width, first }).map(canvas.style.yellow);
}

/** How it is done, in full: the page to open, each click, the files to take. */
function howLines(waiting: Waiting, canvas: Canvas): string[] {
  const link = waiting.link === undefined ? [] : [canvas.style.cyan(canvas.clean(waiting.link))];
  const files = waiting.files.map(({ label, path }) => ({
    label: canvas.clean(label),
    value: canvas.clean(path),
  }));
  return [
    ...link.map((url) => `${INDENT}${url}`),
    ...numbered(waiting.instructions, canvas),
    ...labelled(files, INDENT, canvas.width),
  ];
}

/** What the person in front of the terminal is asked to do now. */
export function instructionLines(waiting: Waiting, canvas: Canvas): string[] {
  return [...headLines('your part', waiting, canvas), ...howLines(waiting, canvas)];
}

/** How the answer is brought to the next run. */
function bringLines({ bring }: Waiting, canvas: Canvas): string[] {
  const first = `${INDENT}  `;
  const lines = bring.flatMap((line) =>
    wrap(canvas.clean(line), { width: canvas.width, first, rest: `${first}    ` }),
  );
  if (lines.length === 0) return [];
  return [`${INDENT}Then run the same command again, and bring it with`, ...lines];
}

/** What a run has to wait for, how it is done, and how the answer is brought to the next run. */
export function waitingLines(waiting: Waiting, canvas: Canvas): string[] {
  return [
    ...headLines('waiting for', waiting, canvas),
    ...howLines(waiting, canvas),
    ...bringLines(waiting, canvas),
  ];
}

/** The same for somebody who has just read how it is done. */
export function laterLines(waiting: Waiting, canvas: Canvas): string[] {
  return [...headLines('left for later', waiting, canvas), ...bringLines(waiting, canvas)];
}
