import type { PlannedStep, StepState } from './plan.js';
import { type Assessed, type Foreseen, missingFacts, type RunnableStep } from './step.js';

interface Walked<Facts> {
  readonly planned: PlannedStep;
  readonly known: Partial<Facts>;
  readonly keep?: (() => Promise<void>) | undefined;
}

/** A drawn plan, and the facts that were known when it was drawn. */
export interface Drawn<Facts> {
  readonly steps: readonly PlannedStep[];
  readonly facts: Partial<Facts>;
  /** Writes into the memory what the steps saw and would lose otherwise: for commands that act. */
  readonly keep: () => Promise<void>;
}

/**
 * Looks at everything and changes nothing. Steps that do not depend on one another look at the
 * same time, so that the longest chain of dependent looks decides how long it takes.
 */
export async function drawPlan<Facts, Context>(
  steps: readonly RunnableStep<Facts, Context>[],
  context: Context,
  seed: Partial<Facts>,
): Promise<Drawn<Facts>> {
  const walks = new Map<string, Promise<Walked<Facts>>>();
  for (const step of steps) {
    const before = producersOf(steps, step).map((producer) => walks.get(producer.id));
    walks.set(step.id, walk(step, context, seed, before));
  }
  // One failed look must not leave the others as rejections that nobody hears.
  const settled = await Promise.allSettled(walks.values());
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  const walked = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return {
    steps: walked.map(({ planned }) => planned),
    facts: Object.assign({ ...seed }, ...walked.map(({ known }) => known)),
    async keep() {
      for (const { keep } of walked) await keep?.();
    },
  };
}

/** The earlier steps that give what a step needs. */
function producersOf<Facts, Context>(
  steps: readonly RunnableStep<Facts, Context>[],
  step: RunnableStep<Facts, Context>,
): RunnableStep<Facts, Context>[] {
  const earlier = steps.slice(0, steps.indexOf(step));
  return earlier.filter(({ gives }) => gives.some((fact) => step.needs.includes(fact)));
}

async function walk<Facts, Context>(
  step: RunnableStep<Facts, Context>,
  context: Context,
  seed: Partial<Facts>,
  before: readonly (Promise<Walked<Facts>> | undefined)[],
): Promise<Walked<Facts>> {
  const producers = (await Promise.all(before)).filter((walked) => walked !== undefined);
  const facts: Partial<Facts> = Object.assign({ ...seed }, ...producers.map(({ known }) => known));
  if (missingFacts(facts, step.needs).length > 0) {
    const waitsFor = producers.filter(
      ({ planned: { state } }) => state !== 'in-place' && state !== 'left-out',
    );
    const foreseen = await step.foresee?.(context, facts);
    return { planned: laterThan(step, waitsFor, foreseen), known: {} };
  }
  const assessed = await step.assess(context, facts);
  const blocked = assessed.notes?.some(({ level }) => level === 'blocking') ?? false;
  return {
    planned: present(step, assessed),
    known: blocked ? {} : assessed.known,
    keep: assessed.keep,
  };
}

function laterThan<Facts, Context>(
  step: RunnableStep<Facts, Context>,
  producers: readonly Walked<Facts>[],
  { outlook = step.outlook, notes = [] }: Foreseen = {},
): PlannedStep {
  const after = producers.map(({ planned }) => planned.id);
  return { ...headOf(step), outlook, state: 'later', changes: [], notes, after };
}

function present<Facts, Context>(
  step: RunnableStep<Facts, Context>,
  assessed: Assessed<Facts>,
): PlannedStep {
  const { changes, notes = [], leftOut, standing, observed, foreseen = [] } = assessed;
  return {
    ...headOf(step),
    state: stateOf(assessed),
    ...(standing && { standing }),
    changes,
    notes,
    ...(leftOut !== undefined && { leftOut }),
    after: [],
    ...(observed && { observed }),
    ...(foreseen.length > 0 && { foreseen }),
  };
}

function stateOf<Facts>({ changes, notes, unproved, leftOut }: Assessed<Facts>): StepState {
  if (changes.length > 0 || notes?.some(({ level }) => level === 'blocking')) return 'to-do';
  if (leftOut !== undefined) return 'left-out';
  return unproved ? 'unproved' : 'in-place';
}

/** The part of a step that every view shows. */
export function headOf<Facts, Context>(step: RunnableStep<Facts, Context>) {
  const { id, title, guide, place, outlook } = step;
  return { id, title, guide, place, outlook };
}
