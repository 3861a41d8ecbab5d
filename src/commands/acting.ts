import type { ExitReason } from '../basics/exit-codes.js';
import { type Desk, openDesk } from './desk.js';
import { type Interrupts, listenForInterrupts } from './interrupts.js';
import type { Invocation } from './invocation.js';
import { pretendedAws } from './person-for.js';
import { rehearse } from './rehearsal.js';
import { openSession, type Session } from './session.js';

/** What a command that acts works with: both systems locked to it, and the way to be stopped. */
export interface Acting {
  readonly desk: Desk;
  readonly session: Session;
  readonly interrupts: Interrupts;
}

/**
 * Runs a command that may change something: in the sandbox if that was asked for, under the lock
 * of its target, and so that Ctrl-C saves before it ends. A dry run neither locks nor saves.
 * @param command its words, as they are typed to go on: `authentik-aws setup`
 */
export async function act(
  { world, flags, terminal }: Invocation,
  command: string,
  work: (acting: Acting) => Promise<ExitReason>,
): Promise<ExitReason> {
  const desk = openDesk(world, flags, terminal);
  const { sandbox, console: who } = desk.settings.values;
  const workAt = (on: Desk) => actAt(on, command, work);
  if (sandbox) return rehearse(desk, workAt);
  if (who === 'sandbox') pretendedAws(world);
  return workAt(desk);
}

async function actAt(
  desk: Desk,
  command: string,
  work: (acting: Acting) => Promise<ExitReason>,
): Promise<ExitReason> {
  const interrupts = listenForInterrupts(desk.world, desk.terminal, command);
  try {
    const { dryRun } = desk.settings.values;
    const session = await openSession(desk, dryRun ? 'look' : { act: command });
    try {
      return await work({ desk, session, interrupts });
    } finally {
      await session.close();
    }
  } finally {
    interrupts.close();
  }
}
