import { ExpectedError } from '../../basics/errors.js';
import { grouped } from '../../basics/grouped.js';
import { count, listed } from '../../basics/words.js';
import { reasonOf } from '../refusals.js';
import type { Failure, Ledger } from './ledger.js';

/** Items that an error names for one reason; `--json` has them all. */
const MOST_NAMED = 20;

/** An item that was not tried, since what it needs is not there. */
export class NotThere extends ExpectedError {
  override readonly name: string = 'NotThere';
}

/**
 * One error for all that a run could not put right: what, why, and what to do about it. Where
 * nothing but rights was missing, it ends as a missing right does.
 */
export function notAllPutRight({ done, failed }: Ledger): ExpectedError {
  const causes = failed.filter(({ error }) => !(error instanceof NotThere));
  const denied = causes.length > 0 && causes.every(({ error }) => error.exit === 'notAuthorised');
  const remedies = [...new Set(causes.flatMap(({ error }) => error.next[0] ?? []))];
  const again = remedies.some((remedy) => remedy.includes('same command again'));
  return new ExpectedError({
    what: `${failed.length} of ${count(done.length + failed.length, 'difference')} could not be put right`,
    why: [...grouped(failed, keyOf).values()].map(inWords).join(' '),
    next: [
      ...remedies,
      ...(again ? [] : ['Run the same command again when that is mended.']),
      'What was done stays; the next run tries the rest anew.',
    ],
    exit: denied ? 'notAuthorised' : 'failed',
  });
}

/** Two refusals for the same reason differ in the number of the request. */
function keyOf({ error }: Failure): string {
  return [error.message, 'code' in error ? error.code : ''].join('\n');
}

function inWords(alike: readonly Failure[]): string {
  const objects = alike.map(({ change }) => change.object);
  const reason = alike[0] ? reasonOf(alike[0].error) : '';
  return `${listed(objects, MOST_NAMED)}: ${reason.replace(/\.?$/, '.')}`;
}
