import { type CommandName, lookingCommands } from '../input.js';
import { optional } from '../row.js';
import { parseInstanceArn, parseRegion } from '../values/aws-names.js';
import { nameText } from '../values/texts.js';

const group = 'AWS';
const commands: readonly CommandName[] = lookingCommands;

/** Which AWS account, Region and instance; credentials are found by the AWS SDK itself. */
export const awsInputs = {
  region: optional(
    {
      key: 'region',
      flag: '--region <region>',
      variable: 'AWS_REGION',
      otherVariables: ['AWS_DEFAULT_REGION'],
      group,
      commands,
      about: 'primary Region of IAM Identity Center',
      where:
        'The Region in the address of the AWS console while IAM Identity Center is open; that of the AWS profile is taken where there is one.',
      question: 'AWS Region of IAM Identity Center',
      example: 'eu-central-1',
      neededToLook: true,
    },
    parseRegion,
  ),
  profile: optional(
    {
      key: 'profile',
      flag: '--profile <name>',
      variable: 'AWS_PROFILE',
      group,
      commands,
      about: 'profile of the AWS configuration files to take credentials from',
      where: 'The command aws configure list-profiles prints them.',
      example: 'sso-admin',
    },
    nameText,
  ),
  instanceArn: optional(
    {
      key: 'instanceArn',
      flag: '--instance-arn <arn>',
      group,
      commands,
      about: 'IAM Identity Center instance, where an account sees several',
      where: 'The command aws sso-admin list-instances prints the ARN of each.',
      example: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
    },
    parseInstanceArn,
  ),
};
