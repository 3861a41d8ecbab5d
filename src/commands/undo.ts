import type { ExitReason } from '../basics/exit-codes.js';
import type { Note } from '../engine/change.js';
import type { Context } from '../procedure/context.js';
import { runListener } from '../terminal/run-view.js';
import { undoWords } from '../terminal/undo-view.js';
import type { UndoFacts } from '../upkeep/undo/facts.js';
import { UNDOING } from '../upkeep/undo/forget.js';
import { undoSteps } from '../upkeep/undo/index.js';
import { stillSyncing } from '../upkeep/undo/still-syncing.js';
import { type Acting, act } from './acting.js';
import { carryOut, type Job } from './carry-out.js';
import { confirmUndo } from './confirm-undo.js';
import { endDryRun } from './dry-run.js';
import type { Invocation } from './invocation.js';
import { personFor } from './person-for.js';
import type { Session } from './session.js';
import { nothingKnown } from './undo-nothing-known.js';
import { isFinished, showUndone } from './undo-summary.js';
import { wantedOf } from './undo-wanted.js';
import { contextOf } from './work.js';

/** `authentik-aws undo`: takes apart what this tool made, and puts back what it changed. */
export async function undo(invocation: Invocation): Promise<ExitReason> {
  return act(invocation, 'authentik-aws undo', takeApart);
}

async function takeApart(acting: Acting): Promise<ExitReason> {
  const { desk, session } = acting;
  const wanted = wantedOf(session);
  if (!hasWorkKnown(session)) return nothingKnown(acting, wanted.slug);
  const notes: Note[] = [];
  const context = await contextFor(acting, notes);
  const job: Job<UndoFacts> = {
    format: 'authentik-aws/undo',
    words: undoWords,
    steps: undoSteps,
    seed: { wanted },
    agree: () => confirmUndo(acting, wanted),
  };
  const end = await carryOut(job, acting, context);
  if (end.kind === 'not agreed') return 'failed';
  if (end.kind === 'dry run') return endDryRun(desk, end.plan);
  const syncing = await stillSyncing(context, wanted.slug);
  showUndone({ desk, session, end, notes, wanted, syncing });
  if (end.declined.length > 0) return 'failed';
  if (end.waiting.length > 0) return 'waiting';
  return isFinished(end) ? 'done' : 'failed';
}

/** A run that was cut off after the last thing still has to forget what was told. */
function hasWorkKnown({ memory }: Session): boolean {
  return memory.things().size > 0 || memory.recall(UNDOING) !== undefined;
}

/** @param notes takes down what the run remarks, for the summary of what is left */
async function contextFor({ desk, session, interrupts }: Acting, notes: Note[]): Promise<Context> {
  const { person, attended } = await personFor(desk, session);
  const show = runListener(desk.terminal, undoWords);
  return contextOf(session, {
    person,
    attended,
    interrupts,
    tell(event) {
      if (event.kind === 'note') notes.push(event.note);
      show(event);
    },
  });
}
