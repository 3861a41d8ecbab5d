import { widest } from './columns.js';
import { columnsOf, padTo, wrap } from './wrap.js';

/** The head of a row: its sign and number, its title, and how it stands. All clean already. */
export interface RowHead {
  readonly begin: string;
  readonly title: string;
  readonly words: string;
}

const GAP = '   ';

/** A column narrower than this is hard to read as soon as something is wrapped in it. */
const NARROW = 14;

/** Words may take a second line beside their title where the column is not narrow. */
function fitBeside(words: string, room: number): boolean {
  if (columnsOf(words) <= room) return true;
  if (room < NARROW) return false;
  const lines = wrap(words, { width: room });
  return lines.length <= 2 && lines.every((line) => columnsOf(line) <= room);
}

/**
 * The lines of each head: the words of all stand in a column beside the titles, or, where that
 * would be too narrow for any of them, all beneath.
 */
export function rowHeads(heads: readonly RowHead[], width: number): string[][] {
  const titles = widest(heads.map(({ title }) => title));
  const taken = widest(heads.map(({ begin }) => begin)) + titles + GAP.length;
  const beside = heads.every(({ words }) => fitBeside(words, width - taken));
  return heads.map(({ begin, title, words }) => {
    if (beside) return wrap(words, { width, first: `${begin}${padTo(title, titles)}${GAP}` });
    const indent = ' '.repeat(columnsOf(begin));
    return [...wrap(title, { width, first: begin }), ...wrap(words, { width, first: indent })];
  });
}
