import { ExpectedError } from '../../basics/errors.js';
import { grouped } from '../../basics/grouped.js';
import { count } from '../../basics/words.js';
import type { Failed } from './context.js';

/** Accounts that an error names one by one. */
const MOST_NAMED = 20;

/** Some accounts, or all, refused an assignment: where and why, and what to do about it. */
export class NotEverywhere extends ExpectedError {
  override readonly name: string = 'NotEverywhere';
}

/**
 * One error for all accounts in which an assignment failed.
 * @param of how many accounts were asked for
 */
export function notEverywhere(failed: readonly Failed[], of: number): NotEverywhere {
  const byReason = grouped(failed, ({ reason }) => reason);
  const remedies = new Set(failed.flatMap(({ next }) => next ?? []));
  return new NotEverywhere({
    what: `Access was not given in ${failed.length} of ${count(of, 'account')}`,
    why: [...byReason].map(([reason, ones]) => `${accountsIn(ones)}: ${reason}`).join('. '),
    next: [
      ...remedies,
      'Then run the same command again: what was given stays, and the rest is tried anew.',
    ],
  });
}

function accountsIn(failed: readonly Failed[]): string {
  const names = failed.map(({ account: { id, name } }) => (name === id ? id : `${name} (${id})`));
  const rest = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}
