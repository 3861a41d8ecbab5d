import { ExpectedError } from '../basics/errors.js';
import { drawPlan } from '../engine/draw-plan.js';
import type { Listener } from '../engine/events.js';
import type { Memory } from '../engine/memory.js';
import { changedOutside } from '../engine/outside.js';
import {
  blockingNotes,
  foreignChanges,
  hasWork,
  observedIn,
  type Plan,
  totalsOf,
} from '../engine/plan.js';
import { type RunPorts, type RunResult, run } from '../engine/run.js';
import { settledIn, touchAll } from '../engine/settled.js';
import type { RunnableStep } from '../engine/step.js';
import type { Context } from '../procedure/context.js';
import { type PlanWords, planText } from '../terminal/plan-view.js';
import type { Acting } from './acting.js';
import type { AwsSession } from './aws-session.js';
import { type ForeignConsent, foreignConsent } from './foreign-consent.js';
import { targetOf } from './target.js';

/** Something to be done step by step: looked at, planned, agreed to, carried out. */
export interface Job<Facts, In = Context> {
  readonly format: Plan['format'];
  /** Of what was found, where the words depend on it. */
  readonly words: PlanWords | ((facts: Partial<Facts>) => PlanWords);
  readonly steps: readonly RunnableStep<Facts, In>[];
  /** The facts that hold before the first step. */
  readonly seed: Partial<Facts>;
  /** The same for the look after a run that came to its end, and so fulfilled a wish among them. */
  readonly seedAfterwards?: Partial<Facts>;
  /** Whether to go on with a plan that has something to do. */
  readonly agree: (plan: Plan, facts: Partial<Facts>) => Promise<boolean>;
  /** Whether to run although nothing is to do: to wait for a proof. */
  readonly runAnyway?: (plan: Plan) => boolean;
  /** Refuses a plan that was drawn, by throwing, before it is shown. */
  readonly check?: (plan: Plan) => void;
  /** Whether a step may act, beyond the consent to the whole plan. */
  readonly permit?: RunPorts['permit'];
  /** The consent to alter what somebody else made, where it is not to be asked for anew. */
  readonly foreign?: ForeignConsent;
  /** What there is to do, or to know, instead of that consent; other names, unless given. */
  readonly withoutConsent?: string;
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
  /** The plan as it was before the run. */
  readonly before: Plan;
  readonly waiting: RunResult<Facts>['waiting'];
  readonly declined: RunResult<Facts>['declined'];
  readonly incomplete: RunResult<Facts>['incomplete'];
}

/** Looks at everything that a job is about, and changes nothing. */
export async function planJob<Facts, In>(
  job: Pick<Job<Facts, In>, 'format' | 'steps' | 'seed'>,
  session: AwsSession,
  context: In,
): Promise<JobPlan<Facts>> {
  const { steps, facts, keep } = await drawPlan(job.steps, context, job.seed);
  const plan = {
    format: job.format,
    version: 1 as const,
    target: targetOf(session),
    changedOutside: changedOutside(observedIn(steps), (key) => session.memory?.left(key)),
    steps,
    totals: totalsOf(steps),
  };
  return {
    plan,
    facts,
    keep: async () => {
      await keep();
      await session.memory?.leave(settledIn(plan));
    },
  };
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
  job.check?.(before.plan);
  const nowhere = { waiting: [], declined: [], incomplete: [] };
  const still = { ...before, before: before.plan, ...nowhere };
  const words = typeof job.words === 'function' ? job.words(before.facts) : job.words;
  const text = planText(before.plan, terminal, words);
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
  const consent = job.foreign ?? foreignConsent(desk);
  if (work && !(await agreedTo(before, job, consent))) return { ...still, kind: 'not agreed' };
  const ports = {
    tell: context.tell,
    clock: () => performance.now(),
    checkpoint: interrupts.checkpoint,
    permit: permitOf(job, session.memory, consent),
  };
  const { facts, ...open } = await run(job.steps, context, job.seed, ports);
  const fulfilled = open.waiting.length === 0 && open.declined.length === 0;
  const seed = (fulfilled && job.seedAfterwards) || job.seed;
  const after = await planJob({ ...job, seed }, session, context);
  await after.keep();
  const known = { ...facts, ...after.facts };
  const ended = { plan: after.plan, before: before.plan, facts: known, ...open };
  return { ...ended, kind: 'carried out' };
}

async function agreedTo<Facts>(
  { plan, facts }: JobPlan<Facts>,
  { agree, withoutConsent }: Pick<Job<Facts>, 'agree' | 'withoutConsent'>,
  consent: ForeignConsent,
): Promise<boolean> {
  return (await agree(plan, facts)) && consent.ask(foreignChanges(plan.steps), withoutConsent);
}

/** A step that may act is about to change what was remembered of its objects. */
function permitOf(
  job: Pick<Job<unknown>, 'permit'>,
  memory: Memory | undefined,
  consent: ForeignConsent,
): NonNullable<RunPorts['permit']> {
  return async (step, planned) => {
    const first = await job.permit?.(step, planned);
    const permission = first?.kind === 'left out' ? first : await consent.permit(planned);
    if (permission.kind === 'granted' && memory) await touchAll(memory, planned.changes);
    return permission;
  };
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
