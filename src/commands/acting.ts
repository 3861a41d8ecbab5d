import type { ExitReason } from '../basics/exit-codes.js';
import type { AwsPurpose, AwsSession } from './aws-session.js';
import { type Desk, openDesk } from './desk.js';
import { goOnCommand } from './go-on.js';
import type { Interrupts } from './interrupts.js';
import type { Invocation } from './invocation.js';
import { pretendedAws } from './person-for.js';
import { rehearse } from './rehearsal.js';
import { openSession, type Session } from './session.js';
import { stoppable } from './stoppable.js';

/** What a command that acts works with: what it reached, locked to it, and the way to be stopped. */
export interface Acting<Opened = Session> {
  readonly desk: Desk;
  readonly session: Opened;
  readonly interrupts: Interrupts;
  /** Only the plan is wanted: nothing is locked, and nothing can be written. */
  readonly dry: boolean;
}

/** Whether a dry run was asked for. */
export function wantsDryRun({ settings }: Desk): boolean {
  return settings.values.dryRun;
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
  options: ActOptions = {},
): Promise<ExitReason> {
  return actOn({ open: openSession, ...options }, invocation, command, work);
}

/** What is otherwise with some commands. */
export interface ActOptions {
  /** Whether only the plan is wanted; unless told otherwise where a dry run was asked for. */
  readonly isDry?: (desk: Desk) => boolean;
  /** Before a rehearsal, whose sandbox is empty. */
  readonly prepare?: (desk: Desk) => Promise<void>;
}

/** How a command opens what it works with. */
export interface Opening<Opened> extends ActOptions {
  open(desk: Desk, purpose: AwsPurpose['purpose']): Promise<Opened>;
}

/** As {@link act}, for a command that opens what it works with in a way of its own. */
export async function actOn<Opened extends Pick<AwsSession, 'settings' | 'close'>>(
  { open, isDry = wantsDryRun, prepare }: Opening<Opened>,
  { world, flags, terminal }: Invocation,
  command: string,
  work: (acting: Acting<Opened>) => Promise<ExitReason>,
): Promise<ExitReason> {
  const desk = openDesk(world, flags, terminal);
  const { sandbox, console: who } = desk.settings.values;
  const workAt = (on: Desk) => actAt(open, on, { command, argv: world.argv, dry: isDry(on) }, work);
  if (sandbox) {
    return rehearse(desk, async (on) => {
      await prepare?.(on);
      return workAt(on);
    });
  }
  if (who === 'sandbox') pretendedAws(world);
  return workAt(desk);
}

async function actAt<Opened extends Pick<AwsSession, 'settings' | 'close'>>(
  open: Opening<Opened>['open'],
  desk: Desk,
  { command, argv, dry }: { command: string; argv: readonly string[]; dry: boolean },
  work: (acting: Acting<Opened>) => Promise<ExitReason>,
): Promise<ExitReason> {
  let { settings } = desk;
  const again = () => goOnCommand(command, argv, settings);
  const farewell = {
    first: 'Stopping after this request. Press Ctrl-C again to leave at once.',
    last: () => (desk.visitor ? gone(again()) : saved(again())),
  };
  return stoppable(desk, farewell, async (on, interrupts) => {
    const session = await open(on, dry ? 'look' : { act: command });
    settings = session.settings;
    try {
      return await work({ desk: on, session, interrupts, dry });
    } finally {
      await session.close();
    }
  });
}

function saved(again: string) {
  return { what: 'Stopped, and what was done is saved', next: ['Go on with:', again] };
}

/** A rehearsal leaves nothing behind to go on from. */
function gone(again: string) {
  return {
    what: 'Stopped, and the sandbox is gone with this run',
    next: ['Begin anew with:', again],
  };
}
