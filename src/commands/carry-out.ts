import { ExpectedError } from '../basics/errors.js';
import { drawPlan } from '../engine/draw-plan.js';
import type { Listener } from '../engine/events.js';
import { blockingNotes, hasWork, type Plan, totalsOf } from '../engine/plan.js';
import { type RunResult, run } from '../engine/run.js';
import type { RunnableStep } from '../engine/step.js';
import type { Context } from '../procedure/context.js';
import { type PlanWords, planText } from '../terminal/plan-view.js';
import type { Acting } from './acting.js';
import type { AwsSession } from './aws-session.js';
import { targetOf } from './target.js';

/** Something to be done step by step: looked at, planned, agreed to, carried out. */
export interface Job<Facts, In = Context> {
  readonly format: Plan['format'];
  readonly words: PlanWords;
  readonly steps: readonly RunnableStep<Facts, In>[];
  /** The facts that hold before the first step. */
  readonly seed: Partial<Facts>;
  /** Whether to go on with a plan that has something to do. */
  readonly agree: (plan: Plan) => Promise<boolean>;
  /** Whether to run although nothing is to do: to wait for a proof. */
  readonly runAnyway?: (plan: Plan) => boolean;
}

/** A drawn plan of a job, and the facts that were known when it was drawn. */
export interface JobPlan<Facts> {
  readonly plan: Plan;
  readonly facts: Partial<Facts>;
  /** Writes into the memory what the looks saw and would lose otherwise. */
  readonly keep: () => Promise<void>;
}

/** Where a job ended: how it stands now, and what the run brought, if there was one. */
export interface JobEnd<Facts> extends Omit<JobPlan<Facts>, 'keep'> {
  readonly kind: 'nothing to do' | 'dry run' | 'not agreed' | 'carried out';
  readonly waiting: RunResult<Facts>['waiting'];
  readonly declined: RunResult<Facts>['declined'];
}

/** Looks at everything that a job is about, and changes nothing. */
export async function planJob<Facts, In>(
  job: Pick<Job<Facts, In>, 'format' | 'steps' | 'seed'>,
  session: AwsSession,
  context: In,
): Promise<JobPlan<Facts>> {
  const { steps, facts, keep } = await drawPlan(job.steps, context, job.seed);
  const { format } = job;
  const target = targetOf(session);
  return { plan: { format, version: 1, target, steps, totals: totalsOf(steps) }, facts, keep };
}

/**
 * Looks, shows the plan, asks for consent, acts, and looks again; a dry run ends with the plan. What
 * became of it is left to the caller to show, and so is all JSON.
 * @throws ExpectedError when a step cannot go on; nothing is begun then
 */
export async function carryOut<Facts, In extends { readonly tell: Listener } = Context>(
  job: Job<Facts, In>,
  { desk, session, interrupts, dry }: Acting<AwsSession>,
  context: In,
): Promise<JobEnd<Facts>> {
  const { terminal } = desk;
  const before = await planJob(job, session, context);
  interrupts.checkpoint();
  const still = { ...before, waiting: [], declined: [] };
  const text = planText(before.plan, terminal, job.words);
  if (dry) {
    if (!terminal.json) terminal.result(text);
    return { ...still, kind: 'dry run' };
  }
  // Under --quiet, too, nobody is asked to agree to what he has not seen.
  const show = terminal.canAsk && !session.settings.values.yes ? terminal.insist : terminal.say;
  show(`${text}\n`);
  refuseIfBlocked(before.plan);
  const work = hasWork(before.plan);
  if (!work && !job.runAnyway?.(before.plan)) {
    await before.keep();
    return { ...still, kind: 'nothing to do' };
  }
  if (work && !(await job.agree(before.plan))) return { ...still, kind: 'not agreed' };
  const ports = {
    tell: context.tell,
    clock: () => performance.now(),
    checkpoint: interrupts.checkpoint,
  };
  const { facts, waiting, declined } = await run(job.steps, context, job.seed, ports);
  const after = await planJob(job, session, context);
  await after.keep();
  const known = { ...facts, ...after.facts };
  return { kind: 'carried out', plan: after.plan, facts: known, waiting, declined };
}

/** What blocks one step is known before the first one, so nothing is begun. */
function refuseIfBlocked({ steps }: Plan): void {
  const [blocking] = blockingNotes(steps);
  if (!blocking) return;
  throw new ExpectedError({
    what: blocking.text,
    why: 'Nothing was changed.',
    ...(blocking.next && { next: blocking.next }),
  });
}

/** One consent for a whole plan. With nobody to ask, having called the command is the consent. */
export async function goAhead({ desk }: Pick<Acting, 'desk'>): Promise<boolean> {
  const { settings, terminal, ask } = desk;
  if (settings.values.yes || !terminal.canAsk) return true;
  if (await ask.yesNo({ message: 'Go ahead?', propose: false })) return true;
  terminal.say('Nothing was changed.');
  return false;
}
