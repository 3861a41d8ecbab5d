import type { ScheduledRun } from './scheduled-runs.js';
import type { SyncAnswer } from './sync-answer.js';

/** Where the newest sync of a provider stands. */
export interface SyncStatus {
  /**
   * Before 2025.8 a sync that waits for a worker looks as if there were none, and until 2023.10 a
   * running one too: compare `finishedAt` with the moment of the save. `never` means that authentik
   * knows of no sync that ended: on 2023.10.7 one that broke off left no trace either, and up to
   * 2025.6 a token without `authentik_events.view_systemtask` is shown none.
   */
  readonly state: 'never' | 'queued' | 'running' | 'finished';
  /**
   * authentik's own word, for example `SUCCESSFUL`, `successful`, `done` or `error`. It says that
   * the task ended, not that anything arrived: all refused is `done` as well.
   */
  readonly said?: string | undefined;
  /** From 2025.8 on when it was queued. */
  readonly startedAt?: Date | undefined;
  /** By authentik's clock. */
  readonly finishedAt?: Date | undefined;
}

/**
 * Joins the answer about the sync with the newest tasks of its schedule, which alone tell of one
 * that waits; without them (before 2025.8, or a token that may not read them) the answer decides.
 */
export function syncStatus(answer: SyncAnswer, runs: readonly ScheduledRun[] = []): SyncStatus {
  const whole = runs.find((run) => run.whole);
  if (answer.running || runs.some((run) => run.state === 'working')) {
    return {
      state: 'running',
      ...begunBy(runs.find((run) => run.whole && run.state === 'working')),
    };
  }
  if (runs.some((run) => run.state === 'queued')) {
    return { state: 'queued', ...begunBy(runs.find((run) => run.whole && run.state === 'queued')) };
  }
  if (whole !== undefined) {
    return { state: 'finished', ...begunBy(whole), finishedAt: whole.changedAt };
  }
  const { said, startedAt, finishedAt } = answer;
  // Until 2025.6 a task that was announced but never ran says so.
  if (said === undefined || said.toLowerCase() === 'unknown') return { state: 'never' };
  return { state: 'finished', said, startedAt, finishedAt };
}

/** The first line of a task's log is written when it is queued. */
function begunBy(run: ScheduledRun | undefined): Pick<SyncStatus, 'said' | 'startedAt'> {
  return run === undefined ? {} : { said: run.said, startedAt: run.lines[0]?.at };
}
