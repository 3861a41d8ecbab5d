import type { Change, Note, Standing } from './change.js';
import type { Observed } from './observed.js';
import type { Outcome } from './outcome.js';
import type { StepHead } from './plan.js';

/** What a step makes of what it saw: pure data, the same for the plan and for the run. */
export interface StepPlan<Gives> {
  /** `[]`: nothing to do. */
  readonly changes: readonly Change[];
  /** The facts that hold already and that no change of this plan would alter. */
  readonly known: Partial<Gives>;
  readonly standing?: Standing;
  readonly notes?: readonly Note[];
  /** Nothing to do, but what the step looks for has not been seen yet. */
  readonly unproved?: boolean;
  /** The objects that the step is about, as they are now. */
  readonly observed?: readonly Observed[];
  /**
   * What a later step, which cannot plan yet, is going to alter of what this tool did not make: it
   * is agreed to before the first thing is made.
   */
  readonly foreseen?: readonly Change[];
}

/**
 * One step of a procedure. `Facts` is the vocabulary in which steps speak to one another: a step
 * names what it needs and what it gives, and one that does not give what it declares does not
 * compile.
 */
export interface Step<Facts, Context, Needs extends keyof Facts, Gives extends keyof Facts, Seen>
  extends StepHead {
  readonly needs: readonly Needs[];
  readonly gives: readonly Gives[];
  /**
   * What must hold before anything is changed, though it need not be known to look: a plan lists
   * the step in full, and a run passes it over until then.
   */
  readonly awaits?: readonly (keyof Facts)[];
  /** Reads, never writes; runs on every plan, status and resume. */
  look(context: Context, have: Pick<Facts, Needs>): Promise<Seen>;
  /** Pure: compares what was seen with what should be. */
  plan(have: Pick<Facts, Needs>, seen: Seen): StepPlan<Pick<Facts, Gives>>;
  /** The only writer; what it is given was seen a moment ago. */
  apply(
    context: Context,
    have: Pick<Facts, Needs>,
    seen: Seen,
    changes: readonly Change[],
  ): Promise<Outcome<Pick<Facts, Gives>>>;
  /**
   * Writes down what was seen and would be lost otherwise: the thing that a run which was killed
   * had just made, or what a system tells for a while only. Into the memory alone, and repeatable:
   * a command that acts calls it for what it sees at its end.
   */
  keep?(context: Context, have: Pick<Facts, Needs>, seen: Seen): Promise<void>;
  /** For a step that changes nothing but waits for a proof: looks for it until it gives up. */
  prove?(context: Context, have: Pick<Facts, Needs>): Promise<Outcome<Partial<Pick<Facts, Gives>>>>;
}

/** A step after its look: what it found, and the two ways to go on. */
export interface Assessed<Facts> extends StepPlan<Facts> {
  apply(): Promise<Outcome<Partial<Facts>>>;
  keep?: () => Promise<void>;
  prove?: () => Promise<Outcome<Partial<Facts>>>;
}

/** A step whose own types are folded in, so that steps can stand in one list. */
export interface RunnableStep<Facts, Context> extends StepHead {
  readonly needs: readonly (keyof Facts)[];
  readonly gives: readonly (keyof Facts)[];
  readonly awaits: readonly (keyof Facts)[];
  /** Looks and plans. All needs must be among the facts. */
  assess(context: Context, facts: Partial<Facts>): Promise<Assessed<Facts>>;
}

/** The facts among `needs` that are not known yet. */
export function missingFacts<Facts>(
  facts: Partial<Facts>,
  needs: readonly (keyof Facts)[],
): (keyof Facts)[] {
  return needs.filter((need) => facts[need] === undefined);
}

function pick<Facts, Needs extends keyof Facts>(
  facts: Partial<Facts>,
  needs: readonly Needs[],
): Pick<Facts, Needs> {
  const missing = missingFacts(facts, needs);
  if (missing.length > 0) throw new Error(`facts not known yet: ${missing.join(', ')}`);
  return Object.fromEntries(needs.map((need) => [need, facts[need]])) as Pick<Facts, Needs>;
}

/**
 * The compiler cannot see through a generic `Pick` that a part of the facts is a partial set of
 * them; this is the one place that says so.
 */
const asFacts = <Facts, Gives extends keyof Facts>(part: Partial<Pick<Facts, Gives>>) =>
  part as Partial<Facts>;

async function widen<Facts, Gives extends keyof Facts>(
  outcome: Promise<Outcome<Partial<Pick<Facts, Gives>>>>,
): Promise<Outcome<Partial<Facts>>> {
  const ended = await outcome;
  return ended.kind === 'done' ? { ...ended, gives: asFacts<Facts, Gives>(ended.gives) } : ended;
}

/** Makes a step fit for a list of steps: see {@link Step}. */
export function defineStep<
  Facts,
  Context,
  Needs extends keyof Facts,
  Gives extends keyof Facts,
  Seen,
>(step: Step<Facts, Context, Needs, Gives, Seen>): RunnableStep<Facts, Context> {
  const { id, title, guide, place, outlook, needs, gives, awaits = [] } = step;
  const assess = async (context: Context, facts: Partial<Facts>): Promise<Assessed<Facts>> => {
    const have = pick(facts, needs);
    const seen = await step.look(context, have);
    const planned = step.plan(have, seen);
    const keep = step.keep?.bind(step, context, have, seen);
    const prove = step.prove?.bind(step, context, have);
    return {
      ...planned,
      known: asFacts<Facts, Gives>(planned.known),
      apply: () => widen(step.apply(context, have, seen, planned.changes)),
      ...(keep && { keep }),
      ...(prove && { prove: () => widen(prove()) }),
    };
  };
  return { id, title, guide, place, outlook, needs, gives, awaits, assess };
}
