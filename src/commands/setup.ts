import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { blockingNotes, hasWork, type Plan } from '../engine/plan.js';
import { type RunResult, run } from '../engine/run.js';
import type { Context } from '../procedure/context.js';
import type { Facts } from '../procedure/facts.js';
import { planText } from '../terminal/plan-view.js';
import { runListener } from '../terminal/run-view.js';
import { decideOnScim } from './decide-on-scim.js';
import { type Desk, openDesk } from './desk.js';
import { type Interrupts, listenForInterrupts } from './interrupts.js';
import type { Invocation } from './invocation.js';
import { personFor, pretendedAws } from './person-for.js';
import { rehearse } from './rehearsal.js';
import { openSession, type Session } from './session.js';
import { showSummary } from './summary.js';
import { contextOf, planOf, stepsOf, wishesOf } from './work.js';

/** `authentik-aws setup`: looks, shows one plan, asks once, does it, and shows the proof. */
export async function setup({ world, flags, terminal }: Invocation): Promise<ExitReason> {
  const desk = openDesk(world, flags, terminal);
  const { sandbox, console: who } = desk.settings.values;
  if (sandbox) return rehearse(desk, setUp);
  if (who === 'sandbox') pretendedAws(world);
  return setUp(desk);
}

async function setUp(desk: Desk): Promise<ExitReason> {
  const { world, terminal } = desk;
  const interrupts = listenForInterrupts(world, terminal, 'authentik-aws setup');
  try {
    const session = await openSession(desk, 'act');
    try {
      return await workThrough(desk, session, interrupts);
    } finally {
      await session.close();
    }
  } finally {
    interrupts.close();
  }
}

async function workThrough(
  desk: Desk,
  session: Session,
  interrupts: Interrupts,
): Promise<ExitReason> {
  const { terminal } = desk;
  await decideOnScim(desk, session);
  const { person, attended } = await personFor(desk, session);
  const tell = runListener(terminal);
  const context = contextOf(session, { person, attended, tell, interrupts });
  const { plan, facts } = await planOf(session, context);
  interrupts.checkpoint();
  // Under --quiet, too, nobody is asked to agree to what he has not seen.
  const show = terminal.canAsk && !session.settings.values.yes ? terminal.insist : terminal.say;
  show(`${planText(plan, terminal)}\n`);
  refuseIfBlocked(plan);
  if (!hasWork(plan) && !wantsProof(plan, session)) {
    await keepProof(facts, session);
    await showSummary({ desk, session, plan, facts, waiting: [], acted: false });
    return 'done';
  }
  if (!(await goAhead(desk, plan))) return 'failed';
  const ports = { tell, clock: () => performance.now(), checkpoint: interrupts.checkpoint };
  const result = await run(stepsOf(session), context, wishesOf(session.settings), ports);
  await keepProof(result.facts, session);
  return conclude(desk, session, context, result);
}

async function conclude(
  desk: Desk,
  session: Session,
  context: Context,
  { waiting, declined }: RunResult<Facts>,
): Promise<ExitReason> {
  const { plan, facts } = await planOf(session, context);
  await showSummary({ desk, session, plan, facts, waiting, acted: true });
  if (declined.length > 0) return 'failed';
  return waiting.length > 0 ? 'waiting' : 'done';
}

/** Nothing is left to do, but somebody said that this run should wait for the first sign-in. */
function wantsProof(plan: Plan, { settings }: Session): boolean {
  const unproved = plan.steps.some(({ state }) => state === 'unproved');
  return unproved && settings.values.waitForSignIn !== undefined;
}

/** One consent for the whole plan. With nobody to ask, having called `setup` is the consent. */
async function goAhead({ settings, terminal, ask }: Desk, plan: Plan): Promise<boolean> {
  if (settings.values.yes || !terminal.canAsk || !hasWork(plan)) return true;
  if (await ask.yesNo({ message: 'Go ahead?', propose: false })) return true;
  terminal.say('Nothing was changed.');
  return false;
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

/** CloudTrail forgets after 90 days; what it proved is kept. */
async function keepProof({ signIn, identityProviderMetadata }: Partial<Facts>, session: Session) {
  if (!signIn || !identityProviderMetadata) return;
  const { fingerprint } = identityProviderMetadata;
  const proof = { ...signIn, at: signIn.at.toISOString(), fingerprint };
  const kept = session.memory.recall('signIn')?.value;
  if (JSON.stringify(kept) === JSON.stringify(proof)) return;
  await session.memory.remember('signIn', proof);
}
