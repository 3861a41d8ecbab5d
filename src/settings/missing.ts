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

function rowsOf(missing: readonly AnyInput[]): readonly string[] {
  return missing.map(({ flag, variable, about }) => `${flag} or ${variable}: ${about}`);
}

/** AWS credentials are no input of the table: the AWS SDK finds them by itself, or not. */
const AWS_CREDENTIALS =
  '--profile <name> or AWS_PROFILE, or AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY: AWS credentials';

/** One error that names every missing input: its flag, its variable and what it is. */
export function missingError(
  missing: readonly AnyInput[],
  withoutAwsCredentials = false,
): ExpectedError {
  const rows = [...rowsOf(missing), ...(withoutAwsCredentials ? [AWS_CREDENTIALS] : [])];
  const count = rows.length === 1 ? '1 input is' : `${rows.length} inputs are`;
  return new ExpectedError({
    what: `${count} missing and nobody can be asked`,
    why: 'There is no terminal, or --no-input was given',
    next: [...rows, 'What each is for: authentik-aws help environment'],
    exit: 'usage',
  });
}
