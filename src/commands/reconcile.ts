import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { count } from '../basics/words.js';
import { blockingNotes, hasWork, type Plan } from '../engine/plan.js';
import { nobody } from '../handover/nobody.js';
import { jsonText } from '../terminal/printable.js';
import { runListener } from '../terminal/run-view.js';
import type { Differences, Facts } from '../upkeep/reconcile/facts.js';
import { reconciliation } from '../upkeep/reconcile/index.js';
import { type Acting, act, wantsDryRun } from './acting.js';
import { carryOut, goAhead, type JobEnd } from './carry-out.js';
import type { Desk } from './desk.js';
import type { Invocation } from './invocation.js';
import { contextOf } from './work.js';

const COMMAND = 'authentik-aws reconcile';

/**
 * `authentik-aws reconcile`: what SCIM should have brought about in AWS and did not. It takes
 * access away, so with nobody to ask it shows the plan alone unless `--yes` was given.
 */
export async function reconcile(invocation: Invocation): Promise<ExitReason> {
  const tellChanges = invocation.flags.exitCode === true;
  return act(invocation, COMMAND, (acting) => putRight(acting, tellChanges), { isDry });
}

function isDry(desk: Desk): boolean {
  const unattended = !desk.terminal.canAsk && !desk.settings.values.yes;
  return wantsDryRun(desk) || unattended;
}

async function putRight(acting: Acting, tellChanges: boolean): Promise<ExitReason> {
  const { desk, session, interrupts } = acting;
  const { application, providerName } = session.settings.values;
  const tell = runListener(desk.terminal);
  const context = contextOf(session, { person: nobody, attended: false, tell, interrupts });
  const job = {
    format: 'authentik-aws/reconcile',
    words: {
      heading: 'What reconcile would do in AWS',
      nothingToDo: 'AWS has what authentik should have brought there. Nothing to do.',
    },
    steps: reconciliation,
    seed: { names: { application, providerName } },
    agree: async (plan: Plan) => {
      refuseTooMany(plan, session.settings.values.maxRemovals);
      return goAhead(acting);
    },
  } as const;
  const end = await carryOut<Facts>(job, acting, context);
  showEnd(desk, end);
  if (end.kind === 'not agreed') return 'failed';
  if (end.kind === 'dry run' && blockingNotes(end.plan.steps).length > 0) return 'failed';
  return end.kind === 'dry run' && tellChanges && hasWork(end.plan) ? 'changes' : 'done';
}

/** Something may be wrong with authentik when a great many would lose access at once. */
function refuseTooMany({ totals }: Plan, most: number | undefined): void {
  if (most === undefined || totals.delete <= most) return;
  throw new ExpectedError({
    what: `${count(totals.delete, 'membership')} would be ended, and --max-removals allows ${most}`,
    why: 'Nothing was changed.',
    next: 'Look at the plan above. If it is right, allow more: --max-removals NUMBER',
  });
}

function showEnd({ settings, terminal }: Desk, end: JobEnd<Facts>): void {
  const { kind, plan, facts } = end;
  if (settings.values.json) {
    const changed = kind === 'carried out';
    const { differences } = facts;
    terminal.result(jsonText({ ...plan, changed, differences }));
    return;
  }
  if (kind === 'dry run' && hasWork(plan)) {
    const how = terminal.canAsk ? 'without --dry-run' : 'with --yes';
    terminal.say(`Nothing was changed. To do it, run the command ${how}.`);
  }
  if (kind === 'nothing to do') terminal.result('Nothing to do.');
  if (kind !== 'carried out') return;
  terminal.gap();
  terminal.result(closing(facts.differences));
}

/** What a comparison after the run still finds. */
function closing(left: Differences | undefined): string {
  if (!left) return 'Done.';
  const rest = left.removals.length + left.renames.length + left.users.length;
  const open = rest + left.groups.length + left.additions.length;
  return open === 0
    ? 'Done. AWS has what authentik should have brought there.'
    : `Done, but ${count(open, 'difference')} came up meanwhile: run the command again.`;
}
