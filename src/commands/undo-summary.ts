import { consoleLinks } from '../aws/console-links.js';
import type { Note } from '../engine/change.js';
import { hasWork } from '../engine/plan.js';
import { jsonText } from '../terminal/printable.js';
import { undoneText } from '../terminal/undo-view.js';
import type { UndoFacts, Wanted } from '../upkeep/undo/facts.js';
import type { JobEnd } from './carry-out.js';
import type { Desk } from './desk.js';
import type { Session } from './session.js';

/** What a run of `undo` ends with. */
export interface UndoEnding {
  readonly desk: Desk;
  readonly session: Session;
  readonly end: JobEnd<UndoFacts>;
  /** What the run remarked. */
  readonly notes: readonly Note[];
  readonly wanted: Wanted;
  /** The names of SCIM providers of somebody else that go on sending to AWS. */
  readonly syncing: readonly string[];
}

/** Prints how it ended, what is left and why, and what comes next. */
export function showUndone(ending: UndoEnding): void {
  const { desk, session, end, notes, syncing } = ending;
  const { plan, kind, waiting, declined } = end;
  const left = [...session.memory.things().values()].map(({ name }) => name);
  if (session.settings.values.json) {
    const outcome = isFinished(end) ? kind : 'not finished';
    const head = { format: 'authentik-aws/undone', version: 1, outcome };
    desk.terminal.result(jsonText({ ...head, plan, waiting, declined, notes, left }));
    return;
  }
  desk.terminal.gap();
  const next = nextOf(ending, left.length > 0);
  desk.terminal.result(
    undoneText({ plan, acted: kind === 'carried out', left, syncing, next }, desk.terminal),
  );
}

/** Whether nothing is left that this command could take away or put back. */
export function isFinished({ plan, waiting, declined }: UndoEnding['end']): boolean {
  return waiting.length + declined.length === 0 && !hasWork(plan);
}

function nextOf({ session, end, wanted }: UndoEnding, isLeft: boolean): string[] {
  if (end.waiting.length > 0) {
    return ['Do what is waited for, then run the same command again with what it brings.'];
  }
  if (end.declined.length > 0) return ['authentik-aws undo'];
  if (hasWork(end.plan)) return ['Look above why it stays, then run again: authentik-aws undo'];
  const again = [
    ...(isLeft ? ['To take away what stays, once it can go: authentik-aws undo'] : []),
    'To set up anew: authentik-aws setup',
  ];
  if (!wanted.acceptLockOut) return again;
  const { arn, primaryRegion, playedBy } = session.instance;
  const { settings } = consoleLinks({ region: primaryRegion, instanceArn: arn, playedBy });
  return [
    `If AWS still uses authentik, nobody can sign in: at ${settings} choose Actions → "Change identity source" → "Identity Center directory".`,
    ...again,
  ];
}
