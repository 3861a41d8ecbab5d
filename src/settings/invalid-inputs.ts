import { ExpectedError } from '../basics/errors.js';

/** An input that was given and cannot be used. */
export interface InvalidInput {
  /** The flag or variable that brought it. */
  readonly label: string;
  readonly error: ExpectedError;
}

function problemOf({ error }: InvalidInput): string {
  return [error.message, error.why].filter((part) => part !== undefined).join('. ');
}

/** One error for all inputs that cannot be used, each with where it came from and its remedy. */
export function invalidError(invalid: readonly InvalidInput[]): ExpectedError {
  const only = invalid.length === 1;
  return new ExpectedError({
    what: only ? 'An input cannot be used' : `${invalid.length} inputs cannot be used`,
    why: invalid.map((one) => `${one.label}: ${problemOf(one)}.`).join('\n'),
    next: [
      ...invalid.flatMap(({ label, error }) => error.next.map((next) => `${label}: ${next}`)),
      'What each input is for: authentik-aws help environment',
    ],
    exit: 'usage',
  });
}
