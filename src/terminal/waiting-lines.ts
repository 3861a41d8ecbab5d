import type { Waiting } from '../engine/outcome.js';
import { labelled } from './columns.js';
import { nextLines } from './note-lines.js';
import type { Canvas } from './terminal.js';
import { wrap } from './wrap.js';

/** Where the lines of a running step begin. */
export const STEP_INDENT = '      ';

function numbered(instructions: readonly string[], canvas: Canvas): string[] {
  const room = String(instructions.length).length;
  return instructions.flatMap((text, at) => {
    const first = `${STEP_INDENT}${String(at + 1).padStart(room)}. `;
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
    ...link.map((url) => `${STEP_INDENT}${url}`),
    ...numbered(waiting.instructions, canvas),
    ...labelled(files, STEP_INDENT, canvas.width),
  ];
}

/** What the person in front of the terminal is asked to do now. */
export function instructionLines(waiting: Waiting, canvas: Canvas): string[] {
  return [...headLines('your part', waiting, canvas), ...howLines(waiting, canvas)];
}

/** A way to bring the answer, and beneath it what that is: `--acs-url URL or VARIABLE`. */
function wayLines(way: string, canvas: Canvas): string[] {
  const { width, clean } = canvas;
  const end = way.indexOf(': ');
  const first = `${STEP_INDENT}  `;
  if (end === -1) return wrap(clean(way), { width, first });
  return [
    ...wrap(clean(way.slice(0, end)), { width, first }),
    ...wrap(clean(way.slice(end + 2)), { width, first: `${first}  ` }).map(canvas.style.dim),
  ];
}

/** How the answer is brought to the next run. */
function bringLines(intro: string, { bring }: Waiting, canvas: Canvas): string[] {
  if (bring.length === 0) return [];
  return [
    ...nextLines([intro], canvas, STEP_INDENT),
    ...bring.flatMap((way) => wayLines(way, canvas)),
  ];
}

/** What a run has to wait for, how it is done, and how the answer is brought to the next run. */
export function waitingLines(
  waiting: Waiting,
  canvas: Canvas,
  bring = 'Then run the same command again, and bring it with',
): string[] {
  return [
    ...headLines('waiting for', waiting, canvas),
    ...howLines(waiting, canvas),
    ...bringLines(bring, waiting, canvas),
  ];
}

/** The same for somebody who has just read how it is done. */
export function laterLines(
  waiting: Waiting,
  canvas: Canvas,
  bring = 'The same command asks for it again, or takes it from',
): string[] {
  return [...headLines('left for later', waiting, canvas), ...bringLines(bring, waiting, canvas)];
}
