import { ExpectedError } from './errors.js';

/** An error, and what it is about: a flag, a variable, a question. */
export interface Labelled {
  readonly label: string;
  readonly error: ExpectedError;
}

/** What the joined error says besides. */
export interface Joining {
  /** What cannot be used, in the plural: `inputs`. */
  readonly things: string;
  /** The last line of what to do. */
  readonly help?: string;
}

/**
 * One error (`usage`) for all that cannot be used. A single one keeps its parts; of several each has
 * one entry of `next`: where it came from, what is wrong, and its remedy.
 */
export function joinedError(errors: readonly Labelled[], { things, help }: Joining): ExpectedError {
  const last = help === undefined ? [] : [help];
  const [first] = errors;
  if (first !== undefined && errors.length === 1) return onlyError(first, last);
  const each = errors.map(
    ({ label, error }) => `${label}: ${sentences([error.message, error.why, ...error.next])}`,
  );
  return new ExpectedError({
    what: `${errors.length} ${things} cannot be used`,
    next: [...each, ...last],
    exit: 'usage',
  });
}

function onlyError({ label, error }: Labelled, last: readonly string[]): ExpectedError {
  return new ExpectedError({
    what: `${label} cannot be used`,
    why: sentences([error.message, error.why]),
    next: [...error.next, ...last],
    exit: 'usage',
  });
}

/** Each part as a sentence with a stop, all on one line. */
function sentences(parts: readonly (string | undefined)[]): string {
  const given = parts.filter((part) => part !== undefined);
  return given.map((part) => (/[.!?:]$/.test(part) ? part : `${part}.`)).join(' ');
}
