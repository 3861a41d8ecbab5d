import type { ExitReason } from '../basics/exit-codes.js';
import { hasWork } from '../engine/plan.js';
import { nobody } from '../handover/nobody.js';
import { runListener } from '../terminal/run-view.js';
import type { Facts } from '../upkeep/reconcile/facts.js';
import { reconciliation } from '../upkeep/reconcile/index.js';
import { emptyLedger } from '../upkeep/reconcile/ledger.js';
import type { ReconcileContext } from '../upkeep/reconcile/reconcile-step.js';
import { type Acting, act, wantsDryRun } from './acting.js';
import { carryOut, goAhead, type Job, type JobEnd } from './carry-out.js';
import type { Desk } from './desk.js';
import type { Invocation } from './invocation.js';
import { type Course, showBreak, showEnd } from './reconcile-ending.js';
import { nothingToDoText } from './reconcile-report.js';
import { refuseOthers, refuseTooMany } from './removal-limits.js';
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
  const tell = runListener(desk.terminal);
  const context = contextOf(session, { person: nobody, attended: false, tell, interrupts });
  const course: Course = { ledger: emptyLedger() };
  const withLedger = { ...context, ledger: course.ledger };
  let end: JobEnd<Facts>;
  try {
    end = await carryOut(jobOf(acting, course), acting, withLedger);
  } catch (error) {
    return showBreak(desk, course, error);
  }
  const exit = showEnd(desk, end, course);
  const isUndone = end.kind === 'dry run' && hasWork(end.plan);
  return isUndone && tellChanges && exit === 'done' ? 'changes' : exit;
}

function jobOf(acting: Acting, course: Course): Job<Facts, ReconcileContext> {
  const { application, providerName, maxRemovals, yes } = acting.session.settings.values;
  const isAsked = acting.desk.terminal.canAsk && !yes;
  return {
    format: 'authentik-aws/reconcile',
    words: ({ differences }) => ({
      heading: 'What reconcile would do in AWS',
      nothingToDo: nothingToDoText(differences),
    }),
    steps: reconciliation,
    seed: { names: { application, providerName } },
    async agree(plan, { differences: found }) {
      refuseTooMany(plan.totals.delete, maxRemovals);
      if (!(await goAhead(acting))) return false;
      course.agreed = { plan, found };
      return true;
    },
    // Both sides are compared again when the run begins.
    async permit(_step, { changes }) {
      refuseTooMany(changes.filter(({ action }) => action === 'delete').length, maxRemovals);
      if (isAsked) refuseOthers(changes, course.agreed?.plan);
      return { kind: 'granted' };
    },
  };
}
