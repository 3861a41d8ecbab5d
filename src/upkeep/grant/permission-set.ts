import { done } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import { bringAbout } from './bring-about.js';
import { type GrantContext, step } from './context.js';
import type { GrantFacts } from './facts.js';
import { planChange, planNew } from './permission-set-plan.js';
import { type Standing, standingOf } from './standing.js';

/** What the look at a permission set brings. */
export interface Seen {
  readonly standing: Standing | undefined;
  readonly attended: boolean;
  /** The management account, where the caller is of another one. */
  readonly outOfReach: string | undefined;
}

const head: StepHead = {
  id: 'permission-set',
  title: 'Provide the permission set',
  guide: [],
  place: 'AWS',
  outlook: 'a permission set that permits what was asked for',
};

/** What is given: a permission set that permits what was asked for and nothing else. */
export const permissionSet = step({
  ...head,
  needs: ['wishes'],
  gives: ['permissionSet'],
  look,
  plan({ wishes }, seen) {
    return seen.standing ? planChange(wishes, seen.standing, seen) : planNew(wishes);
  },
  async apply(context, { wishes }, { standing }) {
    const tell = (text: string) => context.tell({ kind: 'progress', step: head, text });
    return done({ permissionSet: await bringAbout(context, wishes, standing, tell) });
  },
});

async function look(
  { aws, access, sets, instance, attended }: GrantContext,
  { wishes }: Pick<GrantFacts, 'wishes'>,
): Promise<Seen> {
  const [caller, set] = await Promise.all([aws.caller(), sets.find(wishes.permissionSet)]);
  const { ownerAccountId } = instance;
  const outOfReach = caller.accountId === ownerAccountId ? undefined : ownerAccountId;
  return { standing: set && (await standingOf(access, set)), attended, outOfReach };
}
