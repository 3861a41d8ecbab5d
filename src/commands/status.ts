import type { ExitReason } from '../basics/exit-codes.js';
import { nobody } from '../handover/nobody.js';
import { jsonText } from '../terminal/printable.js';
import { statusText } from '../terminal/status-view.js';
import { planJob } from './carry-out.js';
import type { Desk } from './desk.js';
import type { Invocation } from './invocation.js';
import { look } from './looking.js';
import { neverInterrupted } from './plan.js';
import { openSession } from './session.js';
import { contextOf, setupJob } from './work.js';

/** Within so many milliseconds of its end a certificate is worth an exit code of its own. */
const SOON = 30 * 86_400_000;

/** `authentik-aws status`: the lines of the guide, and how each is known. */
export async function status(invocation: Invocation): Promise<ExitReason> {
  return look(invocation, showStatus);
}

async function showStatus(desk: Desk): Promise<ExitReason> {
  const { terminal } = desk;
  const session = await openSession(desk, 'look');
  const context = contextOf(session, {
    person: nobody,
    attended: false,
    tell: () => undefined,
    interrupts: neverInterrupted,
  });
  const { plan, facts } = await planJob(setupJob(session), session, context);
  const certificateExpires = facts.identityProviderMetadata?.certificateExpires;
  terminal.result(
    session.settings.values.json
      ? jsonText({ ...plan, format: 'authentik-aws/status', certificateExpires })
      : statusText(plan, terminal),
  );
  const left = certificateExpires && certificateExpires.getTime() - context.now().getTime();
  return left !== undefined && left < SOON ? 'endsSoon' : 'done';
}
