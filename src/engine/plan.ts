import type { Action, Change, Note, Place, Standing } from './change.js';
import type { Observed } from './observed.js';
import type { OutsideChange } from './outside.js';

/** What every view says of a step: its name, its lines of the guide and where it acts. */
export interface StepHead {
  readonly id: string;
  readonly title: string;
  /** Lines of the guide: `1`–`18` for SAML, `S1`–`S15` for SCIM, `C1`–`C2` for the caveats. */
  readonly guide: readonly string[];
  readonly place: Place;
  /** What the step will bring about, for a plan that cannot know it in detail yet. */
  readonly outlook: string;
}

/**
 * - `in-place`: nothing to do
 * - `to-do`: has changes
 * - `later`: cannot be known before the steps in `after` are done
 * - `unproved`: nothing to do, but what it looks for has not been seen yet
 * - `left-out`: passed over, and what it looks for was not seen
 */
export type StepState = 'in-place' | 'to-do' | 'later' | 'unproved' | 'left-out';

/** One step of a plan. */
export interface PlannedStep extends StepHead {
  readonly state: StepState;
  readonly standing?: Standing;
  readonly changes: readonly Change[];
  readonly notes: readonly Note[];
  /** Why it is left out. */
  readonly leftOut?: string;
  /** Ids of the steps that must be done first. */
  readonly after: readonly string[];
  /** The objects that it is about, as they were seen. */
  readonly observed?: readonly Observed[];
  /** What a later step is going to alter of what somebody else made. */
  readonly foreseen?: readonly Change[];
}

/** How many changes of each kind a plan holds, and how many steps cannot be known yet. */
export type PlanTotals = Readonly<Record<Action, number>> & { readonly later: number };

/** What a command would do: the human view and `--json` show this same object. */
export interface Plan {
  /** `authentik-aws/plan` for setting up, `authentik-aws/undo` and the like for other commands. */
  readonly format: `authentik-aws/${string}`;
  readonly version: 1;
  /** The two systems, in words that a reader recognises: address, release, account, Region. */
  readonly target: Readonly<Record<string, string>>;
  readonly steps: readonly PlannedStep[];
  readonly totals: PlanTotals;
  /** What somebody else changed since the last run, apart from what is intended. */
  readonly changedOutside?: readonly OutsideChange[];
}

/** Whether a plan has something to do, now or after a step that cannot be known yet. */
export function hasWork(plan: Plan): boolean {
  return plan.steps.some((step) => step.state === 'to-do' || step.state === 'later');
}

/** The notes that keep a run from being begun. */
export function blockingNotes(steps: readonly PlannedStep[]): Note[] {
  return steps.flatMap(({ notes }) => notes.filter(({ level }) => level === 'blocking'));
}

/** Everything that steps saw, each object once. */
export function observedIn(steps: readonly Pick<PlannedStep, 'observed'>[]): Observed[] {
  const all = steps.flatMap(({ observed = [] }) => observed);
  return all.filter(({ key }, at) => all.findIndex((other) => other.key === key) === at);
}

/** The changes of what somebody else made, now or as far as they can be foreseen. */
export function foreignChanges(
  steps: readonly Pick<PlannedStep, 'changes' | 'foreseen'>[],
): Change[] {
  const all = steps.flatMap(({ changes, foreseen = [] }) => [...changes, ...foreseen]);
  return all.filter(({ foreign }) => foreign);
}

/** Counts the changes of all steps. */
export function totalsOf(steps: readonly PlannedStep[]): PlanTotals {
  const totals = { create: 0, update: 0, delete: 0, write: 0, remember: 0, you: 0, later: 0 };
  for (const step of steps) {
    if (step.state === 'later') totals.later += 1;
    for (const change of step.changes) totals[change.action] += 1;
  }
  return totals;
}
