import { invalid } from './invalid.js';
import { nameText, plainText, textLike } from './texts.js';

/**
 * The names of a group, a user or an account, each on one line, or an account's id.
 * @throws ExpectedError (`usage`)
 */
export function parseAccount(text: string): string {
  const value = nameText(text);
  if (/^\d+$/.test(value) && value.length !== 12) {
    throw invalid('The id of an AWS account has twelve digits', 'Write it as in 111122223333.');
  }
  // As the console shows it; nobody names an account so.
  return /^\d{4}-\d{4}-\d{4}$/.test(value) ? value.replaceAll('-', '') : value;
}

/** As AWS's own refusals quote it, in any partition. */
const managedArn = /^arn:aws(-[a-z]+)*:iam::aws:policy\/\S+$/;

/** A policy's name with the path before it, as in `job-function/ViewOnlyAccess`. */
const pathAndName = /^\/?([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;

/**
 * A policy that AWS manages, by its ARN or by its name.
 * @throws ExpectedError (`usage`)
 */
export function parseManagedPolicy(text: string): string {
  const value = plainText(text);
  if (/^arn:[^:]*:iam::\d{12}:policy\//.test(value)) {
    throw invalid(
      'This is a policy of one account, not one that AWS manages',
      'Give its path and name with --customer-policy.',
    );
  }
  if (managedArn.test(value) || pathAndName.test(value)) return value;
  throw invalid(
    'This is not a policy that AWS manages',
    'Write its name, as in ViewOnlyAccess, or its ARN.',
  );
}

/**
 * A customer-managed policy by its name, with its path where that is not `/`.
 * @throws ExpectedError (`usage`)
 */
export const parseCustomerPolicy = textLike(
  pathAndName,
  'This is not the name of a policy',
  'Write the name, with its path where it has one: ReadLogs or team/ReadLogs.',
);

/**
 * A permission set by its name or its ARN, by the patterns of the AWS SDK (sso-admin).
 * @throws ExpectedError (`usage`)
 */
export const parsePermissionSet = textLike(
  /^([\w+=,.@-]{1,32}|arn:aws(-[a-z]+)*:sso:::permissionSet\/(sso)?ins-[a-zA-Z0-9-.]{16}\/ps-[a-zA-Z0-9-./]{16})$/,
  'This is neither the name nor the ARN of a permission set',
  'A name has up to 32 letters, digits and the signs + = , . @ - _ and no blanks.',
);
