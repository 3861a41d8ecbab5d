/** An assignment of a `.env` file, with all lines of its value. */
export interface Assignment {
  /** The number of its first line, from 1. */
  readonly line: number;
  readonly text: string;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Where an assignment ends: behind a quote that is closed on a later line, else with its line. */
function assignmentEnd(text: string, start: number, endOfLine: number): number {
  const opening = /^[^=]*=\s*(["'`])/.exec(text.slice(start, endOfLine));
  const quote = opening?.[1];
  if (opening === null || quote === undefined) return endOfLine;
  const closing = text.indexOf(quote, start + opening[0].length);
  return closing === -1 ? endOfLine : lineEnd(text, closing);
}

/**
 * The lines of a `.env` file that are neither blank nor comments, each as one assignment; a quoted
 * value may span lines. Whether a line is an assignment at all is for the caller to see.
 */
export function assignmentsOf(text: string): readonly Assignment[] {
  const assignments: Assignment[] = [];
  let line = 1;
  let start = 0;
  while (start < text.length) {
    let end = lineEnd(text, start);
    const content = text.slice(start, end).trim();
    if (content !== '' && !content.startsWith('#')) {
      end = assignmentEnd(text, start, end);
      assignments.push({ line, text: text.slice(start, end).trim() });
    }
    line += text.slice(start, end).split('\n').length;
    start = end + 1;
  }
  return assignments;
}
