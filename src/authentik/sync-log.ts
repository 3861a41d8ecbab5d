import type { LogLine } from './log-line.js';
import type { ScheduledRun } from './scheduled-runs.js';

/** The lines since a moment; all without one. */
export function linesSince(lines: readonly LogLine[], since: Date | undefined): LogLine[] {
  return since === undefined ? [...lines] : lines.filter(({ at }) => at >= since);
}

/**
 * The lines of all tasks since a moment, the oldest first; without one, those of the newest sync.
 * The tasks come with the newest change first.
 */
export async function linesOfRuns(
  runs: AsyncIterable<ScheduledRun>,
  since: Date | undefined,
): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  let wholeOnes = 0;
  for await (const run of runs) {
    if (run.whole) wholeOnes += 1;
    // The whole sync ends after its pages, so the second one closes off the newest.
    if (since === undefined ? wholeOnes > 1 : run.changedAt < since) break;
    lines.push(...linesSince(run.lines, since));
  }
  return lines.sort((a, b) => a.at.getTime() - b.at.getTime());
}
