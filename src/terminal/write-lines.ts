import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Terminal } from './terminal.js';

/** Lines that are written at once: few enough to hold, many enough to be quick. */
const LINES_AT_ONCE = 200;

/**
 * Writes lines to stdout as they are made, so that a long list is never whole in memory. Between
 * two batches the process gets its turn to pass them on.
 */
export async function writeLines(terminal: Terminal, lines: Iterable<string>): Promise<void> {
  let batch: string[] = [];
  for (const line of lines) {
    batch.push(line);
    if (batch.length < LINES_AT_ONCE) continue;
    terminal.result(batch.join('\n'));
    batch = [];
    await nextTurn();
  }
  if (batch.length > 0) terminal.result(batch.join('\n'));
}
