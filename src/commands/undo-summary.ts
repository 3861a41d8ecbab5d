import { consoleLinks } from '../aws/console-links.js';
import type { Note } from '../engine/change.js';
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
}

/** Prints how it ended, what is left and why, and what comes next. */
export function showUndone(ending: UndoEnding): void {
  const { desk, session, end, notes } = ending;
  const { plan, kind, waiting, declined } = end;
  const left = [...session.memory.things().values()].map(({ name }) => name);
  if (session.settings.values.json) {
    const outcome = waiting.length + declined.length > 0 ? 'not finished' : kind;
    const head = { format: 'authentik-aws/undone', version: 1, outcome };
    desk.terminal.result(jsonText({ ...head, plan, waiting, declined, notes, left }));
    return;
  }
  desk.terminal.gap();
  const next = nextOf(ending);
  desk.terminal.result(
    undoneText({ plan, acted: kind === 'carried out', left, next }, desk.terminal),
  );
}

function nextOf({ session, end, wanted }: UndoEnding): string[] {
  if (end.waiting.length > 0) {
    return ['Do what is waited for, then run the same command again with what it brings.'];
  }
  if (end.declined.length > 0) return ['authentik-aws undo'];
  const again = 'To set up anew: authentik-aws setup';
  if (!wanted.acceptLockOut) return [again];
  const { arn, primaryRegion, playedBy } = session.instance;
  const { settings } = consoleLinks({ region: primaryRegion, instanceArn: arn, playedBy });
  return [
    `If AWS still uses authentik, nobody can sign in: at ${settings} choose Actions → "Change identity source" → "Identity Center directory".`,
    again,
  ];
}
