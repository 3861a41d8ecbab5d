import { ExpectedError } from '../basics/errors.js';
import { checks } from '../doctor/index.js';
import { nearest } from '../settings/nearest.js';

/**
 * The names of the checks to leave out.
 * @throws ExpectedError (`usage`) for a name that no check has, with the nearest one
 */
export function ignoredChecks(names: readonly string[] = []): ReadonlySet<string> {
  const known = checks.map(({ id }) => id);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return new Set(names);
  const meant = unknown.flatMap((name) => {
    const near = nearest(name, known);
    return near === undefined ? [] : [`Did you mean --ignore ${near}?`];
  });
  throw new ExpectedError({
    what: `There is no check "${unknown.join('", "')}"`,
    next: [...meant, `The checks are: ${known.join(', ')}`],
    exit: 'usage',
  });
}
