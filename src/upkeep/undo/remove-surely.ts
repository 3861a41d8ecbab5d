import { AuthentikError } from '../../authentik/index.js';
import { OutsideError } from '../../basics/errors.js';
import type { StepHead } from '../../engine/plan.js';
import type { Context } from '../../procedure/context.js';

/** How often a removal is tried at which authentik stumbles. */
const TRIES = 5;
/** Milliseconds before the second try; each further one waits twice as long. */
const FIRST_PAUSE = 250;

/** An object in authentik that is to go. */
export interface Doomed {
  /** Its kind and name. */
  readonly what: string;
  remove(): Promise<void>;
  /** Looks whether it is still there. */
  isThere(): Promise<boolean>;
  /** Waits until nothing is under way that could make authentik stumble again. */
  rest?(): Promise<void>;
}

/**
 * Removes an object and sees that it is gone. authentik answers 405 when it stumbles over itself:
 * deleting while a sync runs failed once and succeeded when it was repeated (recorded on
 * 2025.10.4), so that is tried again. One that is gone already is as good.
 * @throws OutsideError when authentik says that it is deleted and shows it afterwards
 */
export async function removeSurely(
  context: Pick<Context, 'tell' | 'pause'>,
  step: StepHead,
  { what, remove, isThere, rest }: Doomed,
): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await remove();
      break;
    } catch (error) {
      if (!stumbled(error) || tried === TRIES) throw error;
    }
    if (!(await isThere())) return;
    context.tell({ kind: 'progress', step, text: `authentik stumbled; ${what} is tried again` });
    await context.pause(FIRST_PAUSE * 2 ** (tried - 1));
    await rest?.();
  }
  if (await isThere()) throw stillThere(what);
}

function stumbled(error: unknown): boolean {
  return error instanceof AuthentikError && error.status === 405;
}

function stillThere(what: string): OutsideError {
  return new OutsideError({
    what: `authentik took the deletion of ${what} and still shows it`,
    why: 'Somebody made it anew at the same moment, or something in front of authentik keeps old answers.',
    next: 'Run the same command again; it goes on where it stopped.',
  });
}
