import type { ExpectedError } from '../basics/errors.js';
import { joinedError, type Labelled } from '../basics/joined-errors.js';

/** An input that was given and cannot be used, by the flag or variable that brought it. */
export type InvalidInput = Labelled;

/** One error for all inputs that cannot be used. */
export function invalidError(invalid: readonly InvalidInput[]): ExpectedError {
  const help = 'What each input is for: authentik-aws help environment';
  return joinedError(invalid, { things: 'inputs', help });
}
