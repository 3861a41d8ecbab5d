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
  /** Only the plan is wanted: nothing is locked, and nothing can be saved. */
  readonly dry: boolean;
}

/**
 * Runs a command that may change something: in the sandbox if that was asked for, under the lock
 * of its target, and so that Ctrl-C saves before it ends.
 * @param command its words, as they are typed to go on: `authentik-aws setup`
 * @param hasDryRun whether the command takes `--dry-run`
 */
export async function act(
  { world, flags, terminal }: Invocation,
  command: string,
  work: (acting: Acting) => Promise<ExitReason>,
  hasDryRun = false,
): Promise<ExitReason> {
  const desk = openDesk(world, flags, terminal);
  const { sandbox, console: who, dryRun } = desk.settings.values;
  const workAt = (on: Desk) => actAt(on, { command, dry: hasDryRun && dryRun }, work);
  if (sandbox) return rehearse(desk, workAt);
  if (who === 'sandbox') pretendedAws(world);
  return workAt(desk);
}

async function actAt(
  desk: Desk,
  { command, dry }: { readonly command: string; readonly dry: boolean },
  work: (acting: Acting) => Promise<ExitReason>,
): Promise<ExitReason> {
  const interrupts = listenForInterrupts(desk.world, desk.terminal, command);
  try {
    const session = await openSession(desk, dry ? 'look' : { act: command });
    try {
      return await work({ desk, session, interrupts, dry });
    } finally {
      await session.close();
    }
  } finally {
    interrupts.close();
  }
}
