import { ExpectedError } from '../basics/errors.js';

/** An input that was given and cannot be used. */
export interface InvalidInput {
  /** The flag or variable that brought it. */
  readonly label: string;
  readonly error: ExpectedError;
}

/** Each part as a sentence with a stop, all on one line. */
function sentences(parts: readonly (string | undefined)[]): string {
  const given = parts.filter((part) => part !== undefined);
  return given.map((part) => (/[.!?:]$/.test(part) ? part : `${part}.`)).join(' ');
}

const HELP = 'What each input is for: authentik-aws help environment';

/**
 * One error for all inputs that cannot be used. A single one has the three parts of its own error;
 * of several each has one entry of `next`: where it came from, what is wrong, and its remedy.
 */
export function invalidError(invalid: readonly InvalidInput[]): ExpectedError {
  const [first] = invalid;
  if (first !== undefined && invalid.length === 1) return onlyError(first);
  const each = invalid.map(
    ({ label, error }) => `${label}: ${sentences([error.message, error.why, ...error.next])}`,
  );
  return new ExpectedError({
    what: `${invalid.length} inputs cannot be used`,
    next: [...each, HELP],
    exit: 'usage',
  });
}

function onlyError({ label, error }: InvalidInput): ExpectedError {
  return new ExpectedError({
    what: `${label} cannot be used`,
    why: sentences([error.message, error.why]),
    next: [...error.next, HELP],
    exit: 'usage',
  });
}
