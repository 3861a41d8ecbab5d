import { ExpectedError } from '../basics/errors.js';
import { type AnyInput, allInputs } from './inputs.js';
import type { Settings } from './settings.js';

/**
 * The inputs without which the two systems cannot even be looked at. The sandbox brings its own.
 */
export function missingToLook({ values }: Settings): readonly AnyInput[] {
  if (values.sandbox) return [];
  return allInputs.filter(({ key, neededToLook }) => neededToLook && values[key] === undefined);
}

/** A missing input as a line: its flag, its variable and what it is. */
export function missingRow({ flag, variable, about }: AnyInput): string {
  return `${flag} or ${variable}: ${about}`;
}

/** AWS credentials are no input of the table: the AWS SDK finds them by itself, or not. */
const AWS_CREDENTIALS =
  '--profile <name> or AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY: AWS credentials';

/** What else an error about missing inputs says. */
export interface MissingCircumstances {
  /** Why nobody can be asked, as a clause: `stdin is not a terminal`. */
  readonly why: string;
  /** Whether the AWS SDK finds no credentials either. */
  readonly withoutAwsCredentials: boolean;
}

/** One error that names every missing input: its flag, its variable and what it is. */
export function missingError(
  missing: readonly AnyInput[],
  { why, withoutAwsCredentials }: MissingCircumstances,
): ExpectedError {
  const rows = [...missing.map(missingRow), ...(withoutAwsCredentials ? [AWS_CREDENTIALS] : [])];
  const count = rows.length === 1 ? '1 input is' : `${rows.length} inputs are`;
  return new ExpectedError({
    what: `${count} missing and nobody can be asked (${why})`,
    next: [...rows, 'What each is for: authentik-aws help environment'],
    exit: 'usage',
  });
}
