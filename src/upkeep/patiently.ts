import { AwsError } from '../aws/errors.js';
import { isBusy, isThrottled } from '../aws/explain-access.js';
import type { Context } from '../procedure/context.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** For how many milliseconds a call is repeated that AWS is too busy for. */
const PATIENCE = 300_000;

/** The same where two requests met in the identity store: that is over in a moment, or a trouble. */
const PATIENCE_WITH_CONFLICTS = 10_000;

/**
 * Makes a call again for as long as AWS says that something else is under way, or too much is.
 * @param heed is told before each wait
 * @throws AwsError when that takes too long, and at once for any other failure
 */
export async function patiently<Value>(
  { now, pause }: Pick<Context, 'now' | 'pause'>,
  make: () => Promise<Value>,
  heed: () => void = () => undefined,
): Promise<Value> {
  const begun = now().getTime();
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      return await make();
    } catch (error) {
      if (now().getTime() + wait > begun + patienceWith(error)) throw error;
    }
    heed();
    await pause(wait);
  }
}

function patienceWith(error: unknown): number {
  if (!(error instanceof AwsError) || !isBusy(error)) return 0;
  const isMeeting = error.service === 'identitystore' && !isThrottled(error);
  return isMeeting ? PATIENCE_WITH_CONFLICTS : PATIENCE;
}
