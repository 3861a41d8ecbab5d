import { ExpectedError } from '../basics/errors.js';
import { type AnyInput, allInputs, type InputKey, inputOf } from './inputs.js';
import type { Settings } from './settings.js';

/**
 * The inputs without which the two systems cannot even be looked at. The sandbox brings its own.
 */
export function missingToLook({ values }: Settings): readonly AnyInput[] {
  if (values.sandbox) return [];
  return allInputs.filter(({ key, neededToLook }) => neededToLook && values[key] === undefined);
}

/** What is missing to give access: AWS's inputs, to whom, where and what. */
export function missingToGrant(settings: Settings): readonly AnyInput[] {
  const { values } = settings;
  const { toGroup, toUser, accounts = [], permissionSet } = values;
  const { policies = [], customerPolicies = [], inlinePolicy } = values;
  const inline = inlinePolicy === undefined ? [] : [inlinePolicy];
  const permits = [...policies, ...customerPolicies, ...inline].length;
  const isNamed = permissionSet !== undefined || (permits === 1 && inline.length === 0);
  const wanted: readonly (readonly [InputKey, boolean])[] = [
    ['toGroup', toGroup !== undefined || toUser !== undefined],
    ['accounts', accounts.length > 0],
    ['policies', permits > 0 || permissionSet !== undefined],
    ['permissionSet', permits === 0 || isNamed],
  ];
  const absent = wanted.filter(([, isThere]) => !isThere).map(([key]) => inputOf(key));
  return [...missingToAskAws(settings), ...absent];
}

/** What is missing of {@link missingToLook} for a command that asks nothing of authentik. */
export function missingToAskAws(settings: Settings): readonly AnyInput[] {
  return missingToLook(settings).filter(({ group }) => group === 'AWS');
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
