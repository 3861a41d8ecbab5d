import type { Change, Note } from '../../engine/change.js';
import type { Outcome } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import { defineStep, type RunnableStep } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import { agreeToDeletions, deletionNotes } from '../../procedure/scim-deletions.js';
import type { UndoFacts, Wanted } from './facts.js';

/** What becomes of one remembered thing. */
export interface Task {
  /** Under which key it is remembered. */
  readonly key: string;
  /** The key of the object that the change alters, where that is another one. */
  readonly alters?: string;
  /** Absent: it is gone already, goes with something else, or stays. */
  readonly change?: Change;
  /** It is left as it is, and stays remembered; the notes say why. */
  readonly stays?: true;
  readonly notes?: readonly Note[];
  /** Users and groups whom a sync deletes in AWS after the change: it takes a consent. */
  readonly toDelete?: readonly string[];
  /**
   * Makes the change and sees that it is made; safe to repeat. Gives `stays` when it must not be made
   * after all, and then the thing stays remembered; `cannot be made` when it never can.
   */
  act?(): Promise<unknown>;
}

/** Finds out what becomes of the things of one kind. Reads only. */
export type FindTasks = (context: Context, wanted: Wanted) => Promise<Task[]>;

type Facts = Omit<UndoFacts, 'wanted'>;

/** How the things of one kind are taken away, or put back. */
export interface Removal {
  readonly head: Omit<StepHead, 'guide'>;
  readonly awaits: readonly (keyof Facts)[];
  /** The fact that holds once every task is done. */
  readonly gives: keyof Facts;
  readonly tasks: FindTasks;
}

/** The head of a step of `undo`, which has no line in the guide. */
export function headOfUndo(head: Omit<StepHead, 'guide'>): StepHead {
  return { ...head, guide: [] };
}

/**
 * Makes a step of its tasks. Each is done and forgotten before the next begins, so that a run that
 * is cut off between two of them goes on with the second.
 */
export function removalStep(removal: Removal): RunnableStep<UndoFacts, Context> {
  const { head, awaits, gives } = removal;
  return defineStep({
    ...headOfUndo(head),
    needs: ['wanted'],
    awaits,
    gives: [gives],
    look: (context: Context, { wanted }: Pick<UndoFacts, 'wanted'>) =>
      removal.tasks(context, wanted),
    plan(_have, tasks: readonly Task[]) {
      const changes = tasks.flatMap(({ change }) => (change ? [change] : []));
      const notes = tasks.flatMap((task) => [
        ...(task.notes ?? []),
        ...deletionNotes(task.toDelete ?? []),
      ]);
      return { changes, notes, known: changes.length > 0 ? {} : factOf(gives) };
    },
    async apply(context, _have, tasks): Promise<Outcome<Pick<UndoFacts, keyof Facts>>> {
      const toDelete = [...new Set(tasks.flatMap((task) => task.toDelete ?? []))];
      const consent = await agreeToDeletions(context, toDelete);
      if (consent.kind !== 'agreed') return consent;
      const made = await carryOut(context, tasks);
      return { kind: 'done', gives: factOf(gives), made };
    },
  });
}

/** Gives the changes that were made. */
async function carryOut(context: Context, tasks: readonly Task[]): Promise<Change[]> {
  const made: Change[] = [];
  for (const { key, alters = key, change, stays, act } of tasks) {
    context.checkpoint();
    // What is taken apart is no change made outside, wherever a run is cut off.
    if (change) await context.memory.touch(alters);
    const ended = await act?.();
    if (change && ended !== 'stays' && ended !== 'cannot be made') made.push(change);
    if (!stays && ended !== 'stays') await context.memory.forget(key);
  }
  return made;
}

/** The compiler does not follow a computed name into the fact that it makes. */
function factOf(name: keyof Facts): Pick<UndoFacts, keyof Facts> {
  return { [name]: true } as Pick<UndoFacts, keyof Facts>;
}
