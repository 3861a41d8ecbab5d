import type { AccessRequest } from '../../aws/access-requests.js';
import { explainReason } from '../../aws/failure-reasons.js';
import { ExpectedError } from '../../basics/errors.js';
import type { GrantContext } from './context.js';

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;

/** For how many milliseconds nothing may happen before a run gives up waiting. */
export const STALLED = 1_800_000;

/** Pauses between two looks at what is under way: longer each time, short again after news. */
export class Rhythm {
  #pause = FIRST_PAUSE;

  news(): void {
    this.#pause = FIRST_PAUSE;
  }

  async wait({ pause }: Pick<GrantContext, 'pause'>): Promise<void> {
    await pause(this.#pause);
    this.#pause = Math.min(this.#pause * 1.5, LONGEST_PAUSE);
  }
}

/**
 * Waits for one request to end.
 * @throws ExpectedError with AWS's reason when it failed, or when it does not end
 */
export async function ended(
  context: Pick<GrantContext, 'pause' | 'now'>,
  begun: AccessRequest,
  look: (id: string) => Promise<AccessRequest>,
  what: string,
): Promise<void> {
  const deadline = context.now().getTime() + STALLED;
  const rhythm = new Rhythm();
  let request = begun;
  while (request.state === 'under way') {
    if (context.now().getTime() > deadline) throw stalled(what);
    await rhythm.wait(context);
    request = await look(request.id);
  }
  if (request.state === 'done') return;
  const { reason, next } = explainReason(request.reason);
  throw new ExpectedError({
    what: `AWS could not bring ${what}`,
    why: reason,
    next: next ?? 'Run the same command again.',
  });
}

function stalled(what: string): ExpectedError {
  return new ExpectedError({
    what: `AWS has not finished bringing ${what}`,
    why: 'It goes on without this program.',
    next: 'Run the same command again to see how it ended.',
  });
}
