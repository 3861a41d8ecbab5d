import type { ExitReason } from '../basics/exit-codes.js';
import type { Release } from '../engine/lock.js';
import { type Desk, openDesk } from './desk.js';
import { type Interrupts, listenForInterrupts } from './interrupts.js';
import type { Invocation } from './invocation.js';
import { pretendedAws } from './person-for.js';
import { rehearse } from './rehearsal.js';
import { openSession, type Session } from './session.js';

/** What a command that acts works with: what it reached, locked to it, and the way to be stopped. */
export interface Acting<Opened = Session> {
  readonly desk: Desk;
  readonly session: Opened;
  readonly interrupts: Interrupts;
}

/**
 * Runs a command that may change something: in the sandbox if that was asked for, under the lock
 * of its target, and so that Ctrl-C saves before it ends.
 * @param command its words, as they are typed to go on: `authentik-aws setup`
 */
export async function act(
  invocation: Invocation,
  command: string,
  work: (acting: Acting) => Promise<ExitReason>,
): Promise<ExitReason> {
  const open = (desk: Desk) => openSession(desk, { act: command });
  return actOn(open, invocation, command, work);
}

/** As {@link act}, for a command that opens what it works with in a way of its own. */
export async function actOn<Opened extends { readonly close: Release }>(
  open: (desk: Desk) => Promise<Opened>,
  { world, flags, terminal }: Invocation,
  command: string,
  work: (acting: Acting<Opened>) => Promise<ExitReason>,
): Promise<ExitReason> {
  const desk = openDesk(world, flags, terminal);
  const { sandbox, console: who } = desk.settings.values;
  const workAt = (on: Desk) => actAt(open, on, command, work);
  if (sandbox) return rehearse(desk, workAt);
  if (who === 'sandbox') pretendedAws(world);
  return workAt(desk);
}

async function actAt<Opened extends { readonly close: Release }>(
  open: (desk: Desk) => Promise<Opened>,
  desk: Desk,
  command: string,
  work: (acting: Acting<Opened>) => Promise<ExitReason>,
): Promise<ExitReason> {
  const interrupts = listenForInterrupts(desk.world, desk.terminal, command);
  try {
    const session = await open(desk);
    try {
      return await work({ desk, session, interrupts });
    } finally {
      await session.close();
    }
  } finally {
    interrupts.close();
  }
}
