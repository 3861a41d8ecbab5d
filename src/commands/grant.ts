import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { hasWork, type Plan } from '../engine/plan.js';
import { missingToAskAws, missingToGrant } from '../settings/missing.js';
import { runListener } from '../terminal/run-view.js';
import { NotEverywhere } from '../upkeep/grant/not-everywhere.js';
import { foreignChange } from '../upkeep/grant/permission-set-plan.js';
import { portalOf } from './access-portal.js';
import { type Acting, actOn, wantsDryRun } from './acting.js';
import type { AwsPurpose, AwsSession } from './aws-session.js';
import { carryOut, goAhead, planJob } from './carry-out.js';
import type { Desk } from './desk.js';
import { endDryRun } from './dry-run.js';
import { showWhoHasWhat } from './grant-list.js';
import { showGrantFailure, showGrantSummary } from './grant-summary.js';
import { contextOf, grantWords, jobOf, openAccess } from './grant-work.js';
import type { Invocation } from './invocation.js';
import { look } from './looking.js';

/**
 * `authentik-aws grant`: gives a group or user access to AWS accounts, or shows who has it. Asks
 * nothing of authentik.
 */
export async function grant(invocation: Invocation): Promise<ExitReason> {
  const called = withGroup(invocation);
  const { flags } = called;
  if (flags.list === true) return look(called, (desk) => list(desk, flags.csv === true));
  refuseCsv(flags);
  return actOn({ open, isDry: wantsDryRun }, called, 'authentik-aws grant', give);
}

function open(desk: Desk, purpose: AwsPurpose['purpose']): Promise<AwsSession> {
  return openAccess(desk, purpose, missingToGrant);
}

/** The argument is the same as `--to-group`. */
function withGroup(invocation: Invocation): Invocation {
  const { groupArgument, ...flags } = invocation.flags;
  if (groupArgument === undefined) return invocation;
  if (flags.toGroup === undefined) {
    return { ...invocation, flags: { ...flags, toGroup: groupArgument } };
  }
  throw new ExpectedError({
    what: 'The group is named twice: as the argument and with --to-group',
    next: 'Leave one of them out.',
    exit: 'usage',
  });
}

function refuseCsv({ csv }: Invocation['flags']): void {
  if (csv !== true) return;
  throw new ExpectedError({
    what: '--csv goes with --list only',
    next: 'See who has what: authentik-aws grant --list --csv',
    exit: 'usage',
  });
}

async function list(desk: Desk, csv: boolean): Promise<ExitReason> {
  const session = await openAccess(desk, 'look', missingToAskAws);
  await showWhoHasWhat(desk, session, csv);
  return 'done';
}

async function give(acting: Acting<AwsSession>): Promise<ExitReason> {
  const { desk, session, interrupts } = acting;
  const tell = runListener(desk.terminal);
  const attended = desk.terminal.canAsk && !session.settings.values.yes;
  const context = contextOf(session, { tell, interrupts, attended });
  const base = jobOf(session, desk);
  // A wrong address ends the run before anything is made, not after it.
  const portal = await portalOf(session);
  const job = { ...base, words: grantWords, agree: (plan: Plan) => agree(plan, acting) };
  try {
    const { kind, plan, facts } = await carryOut(job, acting, context);
    if (kind === 'not agreed') return 'failed';
    if (kind === 'dry run') return endDryRun(desk, plan);
    showGrantSummary({ desk, session, plan, facts, portal, acted: kind === 'carried out' });
    return hasWork(plan) ? 'failed' : 'done';
  } catch (error) {
    if (!(error instanceof NotEverywhere) || !desk.terminal.json) throw error;
    const { plan, facts } = await planJob(base, session, context);
    const ending = { desk, session, plan, facts, portal, acted: true };
    showGrantFailure(ending, context.failed, error);
    return error.exit;
  }
}

/** Somebody else's permission set changes only after its name was typed, or by its own flag. */
async function agree(plan: Plan, acting: Acting<AwsSession>): Promise<boolean> {
  const { terminal, ask } = acting.desk;
  const { acceptPermissionSetChange, yes } = acting.session.settings.values;
  const foreign = foreignChange(plan);
  if (foreign === undefined || acceptPermissionSetChange || yes || !terminal.canAsk) {
    return goAhead(acting);
  }
  if (await ask.typeWord(foreign)) return true;
  terminal.say('Nothing was changed.');
  return false;
}
