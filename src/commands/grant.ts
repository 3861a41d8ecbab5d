import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import type { Listener } from '../engine/events.js';
import { blockingNotes, hasWork, type Plan } from '../engine/plan.js';
import { missingToAskAws, missingToGrant } from '../settings/missing.js';
import { planJson, planText } from '../terminal/plan-view.js';
import { runListener } from '../terminal/run-view.js';
import type { GrantContext } from '../upkeep/grant/context.js';
import type { GrantFacts } from '../upkeep/grant/facts.js';
import { grantSteps } from '../upkeep/grant/index.js';
import { NotEverywhere } from '../upkeep/grant/not-everywhere.js';
import { foreignChange } from '../upkeep/grant/permission-set-plan.js';
import { SetFinder } from '../upkeep/grant/set-finder.js';
import { type Acting, actOn } from './acting.js';
import { type AwsSession, openAwsSession } from './aws-session.js';
import { carryOut, goAhead, type Job, planJob } from './carry-out.js';
import { type Desk, openDesk } from './desk.js';
import { showWhoHasWhat } from './grant-list.js';
import { showGrantFailure, showGrantSummary } from './grant-summary.js';
import { wishesOf } from './grant-wishes.js';
import { quoted } from './headless-command.js';
import type { Interrupts } from './interrupts.js';
import type { Invocation } from './invocation.js';
import { neverInterrupted } from './plan.js';
import { rehearse } from './rehearsal.js';

/** What account instances cannot do (user guide, howtocreatepermissionset). */
const INABILITY = 'have no permission sets';

const grantWords = {
  heading: 'What grant would do',
  nothingToDo: 'Access is given already. Nothing to do.',
};

type GrantJob = Pick<Job<GrantFacts, GrantContext>, 'format' | 'steps' | 'seed'>;

/**
 * `authentik-aws grant`: gives a group or user access to AWS accounts, or shows who has it. Asks
 * nothing of authentik.
 */
export async function grant(invocation: Invocation): Promise<ExitReason> {
  const called = withGroup(invocation);
  const { world, flags, terminal } = called;
  if (flags.list !== true) refuseCsv(flags);
  const looks = flags.list === true || openDesk(world, flags, terminal).settings.values.dryRun;
  if (looks) {
    const desk = openDesk(world, flags, terminal);
    const look = (on: Desk) => (flags.list === true ? list(on, flags) : draw(on));
    return desk.settings.values.sandbox ? rehearse(desk, look) : look(desk);
  }
  const command = `authentik-aws ${world.argv.map(quoted).join(' ')}`;
  return actOn((desk) => open(desk, { act: command }), called, command, give);
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

async function open(desk: Desk, purpose: 'look' | { readonly act: string }): Promise<AwsSession> {
  const session = await openAwsSession(desk, {
    purpose,
    missing: missingToGrant,
    inability: INABILITY,
  });
  refuseWithoutPermissionSets(session);
  return session;
}

async function list(desk: Desk, flags: Invocation['flags']): Promise<ExitReason> {
  const missing = missingToAskAws;
  const session = await openAwsSession(desk, { purpose: 'look', missing, inability: INABILITY });
  refuseWithoutPermissionSets(session);
  await showWhoHasWhat(desk, session, flags.csv === true);
  return 'done';
}

/** Since August 2026 an instance may be without them; switching them on cannot be taken back. */
function refuseWithoutPermissionSets({ instance }: AwsSession): void {
  if (instance.permissionSetsEnabled !== false) return;
  throw new ExpectedError({
    what: `Permission sets are switched off for ${instance.id}`,
    why: 'Access to accounts is given by permission sets. Switching them on cannot be taken back, so this program does not do it.',
    next: [
      `If it is wanted: aws sso-admin update-instance --region ${instance.primaryRegion} --instance-arn ${instance.arn} --permission-sets-enabled`,
      'Then run the same command again.',
    ],
  });
}

async function draw(desk: Desk): Promise<ExitReason> {
  const { terminal } = desk;
  const session = await open(desk, 'look');
  const context = contextOf(session, {
    tell: () => undefined,
    interrupts: neverInterrupted,
    attended: terminal.canAsk,
  });
  const { plan } = await planJob(jobOf(session, desk), session, context);
  terminal.result(
    session.settings.values.json ? planJson(plan) : planText(plan, terminal, grantWords),
  );
  return blockingNotes(plan.steps).length > 0 ? 'failed' : 'done';
}

async function give(acting: Acting<AwsSession>): Promise<ExitReason> {
  const { desk, session, interrupts } = acting;
  const tell = runListener(desk.terminal);
  const attended = desk.terminal.canAsk && !session.settings.values.yes;
  const context = contextOf(session, { tell, interrupts, attended });
  const base = jobOf(session, desk);
  const job = { ...base, words: grantWords, agree: (plan: Plan) => agree(plan, acting) };
  try {
    const { kind, plan, facts } = await carryOut(job, acting, context);
    if (kind === 'not agreed') return 'failed';
    await showGrantSummary({ desk, session, plan, facts, acted: kind === 'carried out' });
    return hasWork(plan) ? 'failed' : 'done';
  } catch (error) {
    if (!(error instanceof NotEverywhere) || !desk.terminal.json) throw error;
    const { plan, facts } = await planJob(base, session, context);
    await showGrantFailure({ desk, session, plan, facts, acted: true }, context.failed, error);
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

function jobOf(session: AwsSession, { world }: Desk): GrantJob {
  const wishes = wishesOf(session, world.cwd);
  return { format: 'authentik-aws/grant-plan', steps: grantSteps, seed: { wishes } };
}

function contextOf(
  { aws, instance }: AwsSession,
  company: {
    readonly tell: Listener;
    readonly interrupts: Pick<Interrupts, 'checkpoint' | 'pause'>;
    readonly attended: boolean;
  },
): GrantContext {
  const { tell, interrupts, attended } = company;
  const access = aws.access(instance.arn);
  return {
    aws,
    instance,
    access,
    sets: new SetFinder(access),
    failed: [],
    attended,
    tell,
    now: () => new Date(),
    checkpoint: interrupts.checkpoint,
    pause: interrupts.pause,
  };
}
