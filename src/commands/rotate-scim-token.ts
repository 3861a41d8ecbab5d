import type { ExitReason } from '../basics/exit-codes.js';
import { hasWork } from '../engine/plan.js';
import { instanceFact } from '../procedure/identity-center-instance.js';
import type { PlanWords } from '../terminal/plan-view.js';
import { jsonText } from '../terminal/printable.js';
import { runListener } from '../terminal/run-view.js';
import { summaryText } from '../terminal/summary-view.js';
import { type TokenFacts, tokenRotation } from '../upkeep/rotate-scim-token/index.js';
import { type Acting, act } from './acting.js';
import { carryOut, goAhead, type Job, type JobEnd } from './carry-out.js';
import type { Desk } from './desk.js';
import { endDryRun } from './dry-run.js';
import type { Invocation } from './invocation.js';
import { personFor } from './person-for.js';
import { tokenRows } from './rotate-scim-token-rows.js';
import type { Session } from './session.js';
import { setUpFirst } from './set-up-first.js';
import { contextOf } from './work.js';

const ROTATE = 'authentik-aws rotate scim-token';

const words: PlanWords = {
  heading: 'What the rotation would do',
  nothingToDo: `The rotation is finished. Another one: ${ROTATE} --another`,
};

/** `authentik-aws rotate scim-token`: a second access token, proved before the first one goes. */
export async function rotateScimToken(invocation: Invocation): Promise<ExitReason> {
  const another = invocation.flags.another === true;
  return act(invocation, ROTATE, (acting) => rotate(acting, jobOf(acting.session, another)), {
    prepare: (desk) => setUpFirst(desk, { withScim: true }),
  });
}

type Steps = Pick<Job<TokenFacts>, 'format' | 'words' | 'steps' | 'seed' | 'seedAfterwards'>;

function jobOf({ settings, instance }: Session, another: boolean): Steps {
  const { providerName } = settings.values;
  const facts = { instance: instanceFact(instance) };
  return {
    format: 'authentik-aws/rotate-scim-token-plan',
    words,
    steps: tokenRotation,
    seed: { ...facts, wishes: { providerName, another } },
    // The one that was wished for has begun by then.
    ...(another && { seedAfterwards: { ...facts, wishes: { providerName, another: false } } }),
  };
}

async function rotate(acting: Acting, steps: Steps): Promise<ExitReason> {
  const { desk, session, interrupts } = acting;
  const { person, attended } = await personFor(desk, session);
  const tell = runListener(desk.terminal);
  const context = contextOf(session, { person, attended, tell, interrupts });
  const job: Job<TokenFacts> = {
    ...steps,
    agree: () => goAhead(acting),
    runAnyway: ({ steps: planned }) => planned.some(({ state }) => state === 'unproved'),
  };
  const end = await carryOut(job, acting, context);
  if (end.kind === 'not agreed') return 'failed';
  if (end.kind === 'dry run') return endDryRun(desk, end.plan);
  show(desk, session, end);
  if (end.declined.length > 0) return 'failed';
  return end.waiting.length > 0 || hasWork(end.plan) ? 'waiting' : 'done';
}

function show(desk: Desk, session: Session, { plan, waiting, facts }: JobEnd<TokenFacts>): void {
  const { terminal } = desk;
  if (session.settings.values.json) {
    const format = 'authentik-aws/rotate-scim-token';
    terminal.result(jsonText({ format, version: 1, plan, waiting, facts }));
    return;
  }
  terminal.gap();
  const made = tokenRows(facts);
  const next = nextOf(desk, { plan, facts });
  terminal.result(summaryText({ plan, heading: 'In place', made, files: [], next, terminal }));
}

function nextOf(desk: Desk, { plan, facts }: Pick<JobEnd<TokenFacts>, 'plan' | 'facts'>): string[] {
  if (desk.visitor) return [`The sandbox is gone with this run. For real: ${ROTATE}`];
  const left = hasWork(plan) || plan.steps.some(({ state }) => state === 'unproved');
  if (!left) return ['authentik-aws status'];
  return facts.inAuthentik
    ? ['Do what is waited for, then run the same command again.']
    : ['Do what is waited for, then run the same command again with what it brings.'];
}
