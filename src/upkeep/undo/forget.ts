import type { Memory } from '../../engine/memory.js';
import { done, type Outcome } from '../../engine/outcome.js';
import { defineStep, type RunnableStep } from '../../engine/step.js';
import type { Context } from '../../procedure/context.js';
import type { UndoFacts } from './facts.js';
import { DISABLED } from './provisioning-off.js';
import { GONE_PROVIDER } from './saml-provider.js';
import type { FindTasks } from './task.js';
import { REVERTED } from './trust.js';

/** Under which it is remembered which application a run has begun to take apart. */
export const UNDOING = 'undoing';

/** Under which it is remembered that, and when, a set-up was taken apart. */
export const UNDONE = 'undone';

/**
 * What was said and found, as long as something is left: a later run, which takes that away, does not
 * ask for it again. A set-up that begins meanwhile outdates it by what is said there.
 */
const OF_THE_UNDOING = [UNDOING, REVERTED, DISABLED, GONE_PROVIDER];

/**
 * The last step: what earlier runs remember would be wrong for a set-up that begins anew. What
 * stays in authentik stays remembered, so that a later run can take it away.
 * @param all how to find out what became of the things of every kind
 */
export function forget(all: readonly FindTasks[]): RunnableStep<UndoFacts, Context> {
  return defineStep({
    id: 'forget',
    title: 'Forget what was remembered',
    guide: [],
    place: 'this machine',
    outlook: 'a state file that knows of nothing; setup begins anew',
    needs: ['wanted'],
    awaits: [
      'provisioningOff',
      'released',
      'applicationGone',
      'samlProviderGone',
      'scimMappingGone',
      'certificatesGone',
      'filesGone',
    ],
    gives: ['forgotten'],
    look: async ({ memory }: Context) => outdated(memory).length > 0,
    plan(_have, remembers) {
      if (!remembers) return { changes: [], known: { forgotten: true as const } };
      const object = 'the state file, without what earlier runs remember';
      return { changes: [{ action: 'write', object }], known: {} };
    },
    async apply(context, { wanted }): Promise<Outcome<Pick<UndoFacts, 'forgotten'>>> {
      const { memory } = context;
      const tasks = (await Promise.all(all.map((find) => find(context, wanted)))).flat();
      const gone = tasks.filter(({ change, stays }) => !change && !stays);
      for (const { key } of gone) await memory.forget(key);
      await memory.unlearn(outdated(memory));
      await memory.leaveNothing();
      if (memory.things().size === 0) await memory.remember(UNDONE, { application: wanted.slug });
      return done({ forgotten: true as const });
    },
  });
}

/** Under which keys something is remembered that this set-up no longer needs. */
function outdated(memory: Memory): string[] {
  const kept = memory.things().size === 0 ? [UNDONE] : [UNDONE, ...OF_THE_UNDOING];
  return memory.told().filter((key) => !kept.includes(key));
}
