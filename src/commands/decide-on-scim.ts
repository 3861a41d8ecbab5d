import { recall } from '../procedure/context.js';
import { wrap } from '../terminal/wrap.js';
import type { Desk } from './desk.js';
import type { Session } from './session.js';

const WHAT_SCIM_DOES =
  'With SCIM, authentik makes and updates the users and groups in AWS by itself. Without it they are made by hand in AWS, one by one.';

/**
 * Whether users and groups are to be provisioned: a flag or variable says it, an earlier run
 * remembers it, or a person is asked this once. With nobody to ask it is off.
 */
export async function decideOnScim(
  { terminal, ask, settings }: Desk,
  { memory, settings: { values } }: Session,
): Promise<void> {
  const remembered = recall(memory, 'scim')?.value;
  if (values.scim !== undefined) {
    if (values.scim !== remembered) await memory.remember('scim', values.scim);
    return;
  }
  if (remembered !== undefined || !terminal.canAsk || settings.values.console === 'sandbox') return;
  terminal.insist(wrap(WHAT_SCIM_DOES, { width: terminal.width }).join('\n'));
  await memory.remember(
    'scim',
    await ask.yesNo({ message: 'Set up SCIM as well?', propose: true }),
  );
}
