import type { Change, Note, Place } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import { defineStep, type RunnableStep, type Step } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import type { Differences, Facts } from './facts.js';

/** A step of the reconciliation, ready for the list in `index.ts`. */
export function step<Needs extends keyof Facts, Gives extends keyof Facts, Seen>(
  definition: Step<Facts, Context, Needs, Gives, Seen>,
): RunnableStep<Facts, Context> {
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
export function remedyStep<Item>(remedy: Remedy<Item>): RunnableStep<Facts, Context> {
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
      const putRight = await remedy.prepare(context);
      for (const [at, item] of items.entries()) {
        context.checkpoint();
        const text = `${remedy.doing}: ${at + 1} of ${items.length}`;
        context.tell({ kind: 'progress', step: head, text });
        await putRight(item);
      }
      return done({});
    },
  });
}
