import { ExpectedError } from '../basics/errors.js';
import type { Change, Note } from './change.js';
import { headOf } from './draw-plan.js';
import type { Listener } from './events.js';
import type { Outcome, Waiting } from './outcome.js';
import type { StepHead } from './plan.js';
import { type Assessed, missingFacts, type RunnableStep, type StepPlan } from './step.js';

/**
 * Whether a step may act now: it may, it is left out of this run, or it ends as one does that waits
 * for a person or was declined by one.
 */
export type Permission =
  | { readonly kind: 'granted' }
  | { readonly kind: 'left out'; readonly why: string }
  | { readonly kind: 'waiting'; readonly waiting: Waiting }
  | { readonly kind: 'declined'; readonly why: string };

/** What a run listens to and reports to. */
export interface RunPorts {
  readonly tell: Listener;
  /** Milliseconds, from any start; only differences count. */
  readonly clock: () => number;
  /** Called before each step; throws when somebody asked to stop. */
  readonly checkpoint: () => void;
  /** Asked before a step changes anything; without it every step may. */
  readonly permit?: (step: StepHead, planned: StepPlan<unknown>) => Promise<Permission>;
}

/**
 * Where a run ended. Without `waiting`, `declined` and `incomplete` everything that can be done is
 * done.
 */
export interface RunResult<Facts> {
  readonly facts: Partial<Facts>;
  readonly incomplete: readonly { readonly step: StepHead; readonly why: string }[];
  readonly waiting: readonly { readonly step: StepHead; readonly waiting: Waiting }[];
  readonly declined: readonly { readonly step: StepHead; readonly why: string }[];
}

/**
 * Walks the steps in order: looks again, acts, and goes on with whatever does not depend on a
 * step that waits for a person.
 */
export async function run<Facts, Context>(
  steps: readonly RunnableStep<Facts, Context>[],
  context: Context,
  seed: Partial<Facts>,
  ports: RunPorts,
): Promise<RunResult<Facts>> {
  let facts: Partial<Facts> = { ...seed };
  const waiting: { step: StepHead; waiting: Waiting }[] = [];
  const declined: { step: StepHead; why: string }[] = [];
  const incomplete: { step: StepHead; why: string }[] = [];
  for (const [index, step] of steps.entries()) {
    ports.checkpoint();
    const head = headOf(step);
    if (missingFacts(facts, [...step.needs, ...step.awaits]).length > 0) {
      ports.tell({ kind: 'later', step: head, after: unfinished(steps, step, facts) });
      continue;
    }
    ports.tell({ kind: 'step-begins', step: head, at: index + 1, of: steps.length });
    const outcome = await perform(step, context, facts, ports);
    if ('gives' in outcome) facts = { ...facts, ...outcome.gives };
    if (outcome.kind === 'incomplete') incomplete.push({ step: head, why: outcome.why });
    if (outcome.kind === 'waiting') waiting.push({ step: head, waiting: outcome.waiting });
    if (outcome.kind === 'declined') {
      // Whoever says no to one step has not agreed to what follows it.
      declined.push({ step: head, why: outcome.why });
      break;
    }
  }
  return { facts, waiting, declined, incomplete };
}

async function perform<Facts, Context>(
  step: RunnableStep<Facts, Context>,
  context: Context,
  facts: Partial<Facts>,
  { tell, clock, permit }: RunPorts,
): Promise<Outcome<Partial<Facts>>> {
  const head = headOf(step);
  const begun = clock();
  const assessed = await step.assess(context, facts);
  for (const note of assessed.notes ?? []) tellNote(head, note, tell);
  const act = actOf(assessed);
  if (!act) {
    tellPassed(head, assessed, tell);
    return { kind: 'done', gives: assessed.known };
  }
  const permission = await permitted(head, assessed, permit);
  if (permission.kind === 'left out') {
    tell({ kind: 'left-out', step: head, why: permission.why });
    return { kind: 'done', gives: assessed.known };
  }
  const outcome = permission.kind === 'granted' ? await act() : permission;
  if (outcome.kind !== 'done') {
    tellUndone(head, outcome, tell);
    return outcome;
  }
  const gives = { ...assessed.known, ...outcome.gives };
  tellMade(head, outcome.made ?? assessed.changes, tell);
  // A proof that was looked for and not seen is nothing done.
  const proved = missingFacts(gives, step.gives).length === 0;
  if (proved || !assessed.unproved) {
    tell({ kind: 'step-done', step: head, milliseconds: clock() - begun });
  }
  return { kind: 'done', gives };
}

function tellUndone(
  step: StepHead,
  outcome: Exclude<Outcome<unknown>, { kind: 'done' }>,
  tell: Listener,
): void {
  if (outcome.kind === 'waiting') tell({ kind: 'waiting', step, waiting: outcome.waiting });
  else tell({ kind: outcome.kind, step, why: outcome.why });
}

/** What is told of a step that does not act; one that looks for a proof tells of that itself. */
function tellPassed(
  step: StepHead,
  { leftOut: why, unproved }: Pick<StepPlan<unknown>, 'leftOut' | 'unproved'>,
  tell: Listener,
): void {
  if (why !== undefined) tell({ kind: 'left-out', step, why });
  else if (!unproved) tell({ kind: 'in-place', step });
}

async function permitted<Facts>(
  step: StepHead,
  assessed: Assessed<Facts>,
  permit: RunPorts['permit'],
): Promise<Permission> {
  if (!permit || assessed.changes.length === 0) return { kind: 'granted' };
  return permit(step, assessed);
}

function actOf<Facts>(assessed: Assessed<Facts>) {
  if (assessed.changes.length > 0) return assessed.apply;
  return assessed.unproved ? assessed.prove : undefined;
}

function tellMade(step: StepHead, changes: readonly Change[], tell: Listener): void {
  for (const change of changes) tell({ kind: 'changed', step, change });
}

function tellNote(step: StepHead, note: Note, tell: Listener): void {
  if (note.level === 'blocking') {
    throw new ExpectedError({
      what: note.text,
      why: `Step "${step.title}" cannot go on, and nothing after it was touched.`,
      ...(note.next && { next: note.next }),
    });
  }
  tell({ kind: 'note', step, note });
}

/** The steps before this one that have not given what it needs. */
function unfinished<Facts, Context>(
  steps: readonly RunnableStep<Facts, Context>[],
  step: RunnableStep<Facts, Context>,
  facts: Partial<Facts>,
): string[] {
  const missing = missingFacts(facts, [...step.needs, ...step.awaits]);
  return steps
    .filter(({ gives }) => gives.some((fact) => missing.includes(fact)))
    .map(({ id }) => id);
}
