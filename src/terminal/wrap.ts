import stringWidth from 'string-width';

/** Where the lines of a wrapped text begin and end, in columns. */
export interface Margins {
  readonly width: number;
  /** Before the first line. */
  readonly first?: string;
  /** Before every other line; as wide as `first` unless given. */
  readonly rest?: string;
}

/** How many columns a text takes, styles not counted, wide characters counted twice. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** Fills a text with spaces up to a number of columns; a longer one stays as it is. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/**
 * Puts words on lines of so many columns. A word is never broken, so a URL or path can be copied whole; one that
 * is wider than the room stands alone on its line.
 */
export function fill(words: readonly string[], room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || columnsOf(longer) <= room) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/**
 * Wraps a text to the width with a hanging indent. Its own line breaks are kept, and so is the
 * spacing of a line that fits.
 */
export function wrap(text: string, { width, first = '', rest }: Margins): string[] {
  const hanging = rest ?? ' '.repeat(columnsOf(first));
  const room = Math.max(1, width - Math.max(columnsOf(first), columnsOf(hanging)));
  const lines = text
    .split('\n')
    .flatMap((line) => (columnsOf(line) <= room ? [line] : fill(line.split(/ +/), room)));
  return lines.map((line, at) => `${at === 0 ? first : hanging}${line}`.trimEnd());
}

/**
 * Wraps a value beside its label, or beneath it where a URL or path would not fit beside: such a
 * word then stands alone on its line.
 * @param label with its indent and the blanks up to the value
 */
export function wrapBeside(label: string, value: string, width: number): string[] {
  const room = width - columnsOf(label);
  const fits = value.split(/\s/).every((word) => columnsOf(word) <= room);
  if (fits) return wrap(value, { width, first: label });
  const indent = ' '.repeat(label.length - label.trimStart().length + 2);
  return [label.trimEnd(), ...wrap(value, { width, first: indent })];
}
