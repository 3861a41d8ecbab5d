import type { ExitReason } from '../basics/exit-codes.js';
import { blockingNotes, hasWork, type Plan } from '../engine/plan.js';
import { nobody } from '../handover/nobody.js';
import { quotedWord } from '../settings/command-words.js';
import { nextLines } from '../terminal/note-lines.js';
import { planJson, planText } from '../terminal/plan-view.js';
import type { Terminal } from '../terminal/terminal.js';
import { planJob } from './carry-out.js';
import type { Desk } from './desk.js';
import type { Invocation } from './invocation.js';
import { keepInFile } from './kept-plan.js';
import { look } from './looking.js';
import { openSession, type Session } from './session.js';
import { contextOf, setupJob } from './work.js';

/** `authentik-aws plan`: what setting up would do; changes nothing on either side or here. */
export async function plan(invocation: Invocation): Promise<ExitReason> {
  return look(invocation, (desk) => drawPlan(desk, invocation.flags.exitCode === true));
}

async function drawPlan(desk: Desk, tellChanges: boolean): Promise<ExitReason> {
  const { terminal } = desk;
  const session = await openSession(desk, 'look');
  const context = contextOf(session, {
    person: nobody,
    attended: terminal.canAsk,
    tell: () => undefined,
    interrupts: neverInterrupted,
  });
  const drawn = await planJob(setupJob(session), session, context);
  terminal.result(
    session.settings.values.json ? planJson(drawn.plan) : planText(drawn.plan, terminal),
  );
  if (blockingNotes(drawn.plan.steps).length > 0) return 'failed';
  await keep(drawn.plan, session, terminal);
  return tellChanges && hasWork(drawn.plan) ? 'changes' : 'done';
}

/** A plan that cannot be carried out is worth no file. */
async function keep(drawn: Plan, session: Session, terminal: Terminal): Promise<void> {
  const { out } = session.settings.values;
  if (out === undefined) {
    if (hasWork(drawn) && terminal.canAsk)
      terminal.say('Not kept. To do exactly this later: --out FILE');
    return;
  }
  await keepInFile(out, drawn, session);
  const how = `Kept in ${out}. To do exactly this: authentik-aws setup --plan ${quotedWord(out)}`;
  terminal.say(nextLines([how], terminal, '').join('\n'));
}

/** A command that only looks may be stopped at any moment. */
export const neverInterrupted = {
  checkpoint: () => undefined,
  pause: () => Promise.reject(new Error('a plan does not wait')),
};
