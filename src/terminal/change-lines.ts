import type { Change, FieldChange } from '../engine/change.js';
import { widest } from './columns.js';
import { glyphOf } from './glyphs.js';
import type { Canvas } from './terminal.js';
import { columnsOf, padTo, wrap, wrapBeside } from './wrap.js';

/** A value as one line can show it; what has more lines is counted, `--json` has it in full. */
function shownValue(value: string, canvas: Canvas): string {
  if (value === '') return '(empty)';
  const lines = value.trimEnd().split('\n').length;
  return lines > 1 ? `(${lines} lines; plan --json shows them)` : canvas.clean(value);
}

/** A field on one line where it fits, otherwise the new value beneath the old. */
function fieldLines(change: FieldChange, begin: string, canvas: Canvas): string[] {
  const { width, glyphs } = canvas;
  const to = shownValue(change.to, canvas);
  if (change.from === undefined) return wrapBeside(begin, to, width);
  const from = shownValue(change.from, canvas);
  const both = `${begin}${from} ${glyphs.arrow} ${to}`;
  if (columnsOf(both) <= width) return [both];
  const indent = ' '.repeat(begin.length - begin.trimStart().length + 2);
  return [
    begin.trimEnd(),
    ...wrap(from, { width, first: indent }),
    ...wrap(to, { width, first: `${indent}${glyphs.arrow} ` }),
  ];
}

function colourOf({ action }: Change, { style }: Canvas) {
  if (action === 'delete') return style.red;
  return ['create', 'write', 'remember'].includes(action) ? style.green : style.yellow;
}

/** What is made or taken away is this tool's; somebody else's is what it is made in. */
function whoseWords({ action, foreign }: Change): string {
  if (!foreign) return '';
  return action === 'update' ? ', made by somebody else' : ', which somebody else made';
}

/** The object with the reason beside it where both fit, else beneath it. */
function objectLines(change: Change, first: string, canvas: Canvas): string[] {
  const { width, clean } = canvas;
  const { why } = change;
  const object = `${change.object}${whoseWords(change)}`;
  const alone = wrap(clean(object), { width, first });
  if (why === undefined) return alone;
  const both = `${first}${clean(object)}   ${clean(why)}`;
  if (columnsOf(both) <= width) return [both];
  return [...alone, ...wrap(clean(why), { width, first: ' '.repeat(columnsOf(first) + 2) })];
}

/** One change: its sign and object, why, and its fields from → to beneath. */
export function changeLines(change: Change, canvas: Canvas, indent: string): string[] {
  const first = `${indent}${glyphOf(change.action, canvas.glyphs)} `;
  const object = objectLines(change, first, canvas);
  const fields = change.fields ?? [];
  const names = widest(fields.map(({ field }) => canvas.clean(field)));
  return [
    ...object.map(colourOf(change, canvas)),
    ...fields.flatMap((field) => {
      const begin = `${indent}    ${padTo(canvas.clean(field.field), names)}   `;
      return fieldLines(field, begin, canvas);
    }),
  ];
}
