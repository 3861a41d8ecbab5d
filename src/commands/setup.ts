import type { ExitReason } from '../basics/exit-codes.js';
import type { Plan } from '../engine/plan.js';
import { setupWords } from '../terminal/plan-view.js';
import { runListener } from '../terminal/run-view.js';
import { type Acting, act } from './acting.js';
import { carryOut, goAhead } from './carry-out.js';
import { decideOnScim } from './decide-on-scim.js';
import { endDryRun } from './dry-run.js';
import type { Invocation } from './invocation.js';
import { keptJob } from './kept-plan.js';
import { personFor } from './person-for.js';
import type { Session } from './session.js';
import { showSummary } from './summary.js';
import { contextOf, setupJob } from './work.js';

/** The plan that was kept has been carried out, and does not hold a second time. */
const TO_ANOTHER_PLAN =
  'Then make a new plan, with one of the flags below: authentik-aws plan --out FILE';

/** `authentik-aws setup`: looks, shows one plan, asks once, does it, and shows the proof. */
export async function setup(invocation: Invocation): Promise<ExitReason> {
  return act(invocation, 'authentik-aws setup', setUp);
}

async function setUp(called: Acting): Promise<ExitReason> {
  const { plan: path } = called.session.settings.values;
  const kept = path === undefined ? undefined : await keptJob(path, called);
  const acting = kept?.acting ?? called;
  const { desk, session, interrupts } = acting;
  if (!kept && !acting.dry) await decideOnScim(desk, session);
  const { person, attended } = await personFor(desk, session);
  const tell = runListener(desk.terminal, kept && { bring: TO_ANOTHER_PLAN });
  const context = contextOf(session, { person, attended, tell, interrupts });
  const job = {
    ...setupJob(session),
    words: setupWords,
    agree: () => (kept ? remembering(acting) : goAhead(acting)),
    runAnyway: (plan: Plan) => wantsProof(plan, session),
  };
  const ended = await carryOut({ ...job, ...kept?.bounds }, acting, context);
  const { kind, plan, before, facts, waiting, declined, incomplete } = ended;
  if (kind === 'not agreed') return 'failed';
  if (kind === 'dry run') return endDryRun(desk, plan);
  const acted = kind === 'carried out';
  await showSummary({ desk, session, plan, before, facts, waiting, incomplete, acted });
  if (declined.length > 0 || incomplete.length > 0) return 'failed';
  return waiting.length > 0 ? 'waiting' : 'done';
}

/** A plan that was kept is agreed to; it says as well whether SCIM is wanted from now on. */
async function remembering({ desk, session }: Acting): Promise<boolean> {
  await decideOnScim(desk, session);
  return true;
}

/** Nothing is left to do, but somebody said that this run should wait for the first sign-in. */
function wantsProof(plan: Plan, { settings }: Session): boolean {
  const unproved = plan.steps.some(({ state }) => state === 'unproved');
  return unproved && settings.values.waitForSignIn !== undefined;
}
