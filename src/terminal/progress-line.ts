/** The one line that is rewritten while a long wait goes on. */
export interface ProgressLine {
  show(text: string): void;
  /** Takes the line away, before anything else is written. */
  clear(): void;
}

/** Writes nothing: for pipes, logs and `--quiet`. */
export const noProgressLine: ProgressLine = { show() {}, clear() {} };

/**
 * The columns that a text takes at most. Exact widths need a library that every start of the
 * program would have to load; here a line that is cut a little early does no harm.
 */
function columnsAtMost(text: string): number {
  return [...text].reduce((sum, character) => sum + (character <= '~' ? 1 : 2), 0);
}

function cut(text: string, columns: number): string {
  let kept = '';
  for (const character of text) {
    if (columnsAtMost(kept + character) > columns) break;
    kept += character;
  }
  return kept;
}

/**
 * A progress line that rewrites itself with carriage returns and spaces alone, so that it needs no
 * terminal escape and holds with colour off.
 */
export function createProgressLine(
  write: (text: string) => void,
  columns: () => number,
): ProgressLine {
  let shown = 0;
  const clear = () => {
    if (shown > 0) write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  return {
    show(text) {
      clear();
      // The last column stays free: writing there makes some terminals begin a new line.
      const line = cut(text, columns() - 1);
      write(line);
      shown = columnsAtMost(line);
    },
    clear,
  };
}
