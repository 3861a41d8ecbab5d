import type { ExitReason } from '../basics/exit-codes.js';
import { type Desk, openDesk } from './desk.js';
import type { Invocation } from './invocation.js';
import { rehearse } from './rehearsal.js';
import { stoppable } from './stoppable.js';

const farewell = { last: () => ({ what: 'Stopped. Nothing was changed' }) };

/** Runs a command that only looks: in the sandbox if that was asked for. Ctrl-C ends it at once. */
export async function look(
  { world, flags, terminal }: Invocation,
  work: (desk: Desk) => Promise<ExitReason>,
): Promise<ExitReason> {
  const desk = openDesk(world, flags, terminal);
  const workAt = (on: Desk) => stoppable(on, farewell, work);
  return desk.settings.values.sandbox ? rehearse(desk, workAt) : workAt(desk);
}
