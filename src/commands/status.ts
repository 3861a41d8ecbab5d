import type { ExitReason } from '../basics/exit-codes.js';
import { exitOfLook } from '../doctor/verdict.js';
import { jsonText } from '../terminal/printable.js';
import { statusText } from '../terminal/status-view.js';
import type { Desk } from './desk.js';
import { examinationIn } from './examination.js';
import { glanceAt } from './glance.js';
import type { Invocation } from './invocation.js';
import { look } from './looking.js';
import { openSession } from './session.js';

/**
 * `authentik-aws status`: the set-up at a glance, then the lines of the guide, and how each is known.
 * Broken is what was set up and no longer stands; what is not finished yet is not broken.
 */
export async function status(invocation: Invocation): Promise<ExitReason> {
  return look(invocation, showStatus);
}

async function showStatus(desk: Desk): Promise<ExitReason> {
  const { terminal } = desk;
  const session = await openSession(desk, 'look');
  const context = examinationIn(desk, session);
  const { plan, facts } = await context.setUp();
  const { rows: glance, reports } = await glanceAt(context);
  const certificateExpires = facts.identityProviderMetadata?.certificateExpires;
  terminal.result(
    session.settings.values.json
      ? jsonText({ ...plan, format: 'authentik-aws/status', glance, certificateExpires })
      : statusText(plan, terminal, glance),
  );
  return exitOfLook(reports);
}
