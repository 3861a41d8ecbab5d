import Table from 'cli-table3';
import { columnsOf, padTo, wrapBeside } from './wrap.js';

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '   ',
};

/** A table without rules, its columns three spaces apart; the cells are clean and styled already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    chars: NO_LINES,
    head: [...head],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) drawn.push([...row]);
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A label and what belongs to it. */
export interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** The room that the widest of some labels takes. */
export function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(columnsOf));
}

/**
 * Labels on the left, values on the right and wrapped there. Labels and values are clean
 * already.
 */
export function labelled(rows: readonly Labelled[], indent: string, width: number): string[] {
  const room = widest(rows.map(({ label }) => label));
  return rows.flatMap(({ label, value }) =>
    wrapBeside(`${indent}${padTo(label, room)}   `, value, width),
  );
}
