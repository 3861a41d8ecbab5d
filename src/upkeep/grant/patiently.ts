import { AwsError } from '../../aws/errors.js';
import { isBusy } from '../../aws/explain-access.js';
import type { GrantContext } from './context.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** For how many milliseconds a call is repeated that AWS is too busy for. */
const PATIENCE = 300_000;

/**
 * Makes a call again for as long as AWS says that something else is under way, or too much is.
 * @throws AwsError when that takes too long, and at once for any other failure
 */
export async function patiently<Value>(
  { now, pause }: Pick<GrantContext, 'now' | 'pause'>,
  make: () => Promise<Value>,
): Promise<Value> {
  const deadline = now().getTime() + PATIENCE;
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      return await make();
    } catch (error) {
      const busy = error instanceof AwsError && isBusy(error);
      if (!busy || now().getTime() + wait > deadline) throw error;
    }
    await pause(wait);
  }
}
