import { invalid } from './invalid.js';
import { plainText, textLike } from './texts.js';

const instanceId = '(sso)?ins-[a-zA-Z0-9-.]{16}';
const instanceArn = `arn:aws(-[a-z]+)*:sso:::instance/${instanceId}`;

/**
 * The code of an AWS Region: `eu-central-1`, `us-gov-west-1`. Which Regions exist is AWS's to say.
 * @throws ExpectedError (`usage`)
 */
export function parseRegion(text: string): string {
  const value = plainText(text).toLowerCase();
  if (/^[a-z]+(-[a-z]+)+-\d+[a-z]$/.test(value)) {
    throw invalid('This is an availability zone, not a Region', 'Leave out the letter at its end.');
  }
  if (!/^[a-z]+(-[a-z]+)+-\d+$/.test(value)) {
    throw invalid('This is not the code of an AWS Region', 'Write it as in eu-central-1.');
  }
  return value;
}

/**
 * The ARN of an IAM Identity Center instance, by the pattern of the AWS SDK (sso-admin), in any
 * partition.
 * @throws ExpectedError (`usage`)
 */
export const parseInstanceArn = textLike(
  new RegExp(`^${instanceArn}$`),
  'This is not the ARN of an IAM Identity Center instance',
  'Write it as in arn:aws:sso:::instance/ssoins-1234567890abcdef.',
);

/**
 * The instance that a person names to say that its identity source was changed: id or ARN. A plain
 * yes is not enough, so that nobody confirms the wrong instance.
 * @throws ExpectedError (`usage`)
 */
export const parseInstanceName = textLike(
  new RegExp(`^(${instanceId}|${instanceArn})$`),
  'This is neither the id nor the ARN of an IAM Identity Center instance',
  'Name the instance whose identity source was changed, as in ssoins-1234567890abcdef.',
);
