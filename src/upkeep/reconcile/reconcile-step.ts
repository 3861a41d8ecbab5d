import type { Change, Note, Place } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import { defineStep, type RunnableStep, type Step } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import type { Differences, Facts } from './facts.js';
import type { Ledger } from './ledger.js';
import { notPutRight, PutRight } from './put-right.js';

/** What the steps of the reconciliation may use. */
export interface ReconcileContext extends Context {
  readonly ledger: Ledger;
}

/** A step of the reconciliation, ready for the list in `index.ts`. */
export function step<Needs extends keyof Facts, Gives extends keyof Facts, Seen>(
  definition: Step<Facts, ReconcileContext, Needs, Gives, Seen>,
): RunnableStep<Facts, ReconcileContext> {
  return defineStep(definition);
}

/** How one kind of difference is put right. */
export interface Remedy<Item> {
  readonly id: string;
  readonly title: string;
  readonly outlook: string;
  readonly place?: Place;
  items(differences: Differences): readonly Item[];
  changes(items: readonly Item[]): Change[];
  /** How one item is told that was put right, where `changes` folds several into one. */
  change?(item: Item): Change;
  notes?(items: readonly Item[]): Note[];
  /** What a progress line calls them. */
  readonly doing: string;
  /** Made ready once for all items; gives what puts one right. */
  prepare(context: Context): Promise<(item: Item) => Promise<void>>;
}

/**
 * A step that puts one kind of difference right, item by item. What it does is safe to repeat: the
 * next run compares anew and finds only what is left.
 */
export function remedyStep<Item>(remedy: Remedy<Item>): RunnableStep<Facts, ReconcileContext> {
  const { id, title, outlook, place = 'AWS' } = remedy;
  const head = { id, title, guide: [], place, outlook };
  return step({
    ...head,
    needs: ['differences'],
    gives: [],
    look: async (_context, { differences }) => remedy.items(differences),
    plan: (_have, items) => ({
      changes: remedy.changes(items),
      known: {},
      notes: remedy.notes?.(items) ?? [],
      standing: 'seen',
    }),
    async apply(context, _have, items) {
      const failed = await new PutRight(context, head, remedy, items.length).run(items);
      if (failed > 0) return { kind: 'incomplete', gives: {}, why: notPutRight(failed) };
      return { ...done({}), made: [] };
    },
  });
}
