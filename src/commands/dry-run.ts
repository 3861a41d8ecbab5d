import type { ExitReason } from '../basics/exit-codes.js';
import { blockingNotes } from '../engine/plan.js';
import { nobody } from '../handover/nobody.js';
import { planJson, planText } from '../terminal/plan-view.js';
import { type Job, planJob } from './carry-out.js';
import type { Desk } from './desk.js';
import { neverInterrupted } from './plan.js';
import { openSession, type Session } from './session.js';
import { contextOf } from './work.js';

/** Shows what a command would do, and changes nothing on either side or here. */
export async function showDryRun<Facts>(
  desk: Desk,
  jobFor: (session: Session) => Pick<Job<Facts>, 'format' | 'words' | 'steps' | 'seed'>,
): Promise<ExitReason> {
  const { terminal } = desk;
  const session = await openSession(desk, 'look');
  const context = contextOf(session, {
    person: nobody,
    attended: terminal.canAsk,
    tell: () => undefined,
    interrupts: neverInterrupted,
  });
  const job = jobFor(session);
  const { plan } = await planJob(job, session, context);
  const { json } = session.settings.values;
  terminal.result(json ? planJson(plan) : planText(plan, terminal, job.words));
  return blockingNotes(plan.steps).length > 0 ? 'failed' : 'done';
}
