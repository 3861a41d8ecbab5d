import type { CommandName } from '../input.js';
import { list, onSwitch, optional } from '../row.js';
import {
  parseAccount,
  parseCustomerPolicy,
  parseManagedPolicy,
  parsePermissionSet,
} from '../values/access-names.js';
import { durationWithin } from '../values/duration.js';
import { parsePath } from '../values/path.js';
import { nameText } from '../values/texts.js';

const group = 'Access to AWS accounts';
const commands: readonly CommandName[] = ['grant'];

/** Who is given what in which accounts. */
export const grantInputs = {
  toGroup: optional(
    {
      key: 'toGroup',
      flag: '--to-group <name>',
      group,
      commands,
      about: 'group of IAM Identity Center to give access to, the same as the argument',
      where: 'IAM Identity Center → Groups, column Group name; by SCIM it is that of authentik.',
      question: 'Group of IAM Identity Center',
      example: 'aws-users',
    },
    nameText,
  ),
  toUser: optional(
    {
      key: 'toUser',
      flag: '--to-user <name>',
      group,
      commands,
      about: 'user of IAM Identity Center instead of a group, by user name',
      where: 'IAM Identity Center → Users, column Username.',
      example: 'alice@example.com',
    },
    nameText,
  ),
  accounts: list(
    {
      key: 'accounts',
      flag: '--account <id or name>',
      group,
      commands,
      about: 'AWS account to give access to; all is every active one but the management account',
      where: 'AWS Organizations → AWS accounts.',
      question: 'AWS accounts by id or name, several with commas, or all',
      example: '111122223333',
    },
    parseAccount,
  ),
  policies: list(
    {
      key: 'policies',
      flag: '--policy <name or ARN>',
      group,
      commands,
      about: 'policy that AWS manages; what a permission set permits is what is named, no more',
      where: 'IAM → Policies, those of type AWS managed.',
      question: 'Policies that AWS manages, several with commas',
      example: 'ViewOnlyAccess',
    },
    parseManagedPolicy,
  ),
  customerPolicies: list(
    {
      key: 'customerPolicies',
      flag: '--customer-policy <name>',
      group,
      commands,
      about: 'policy of your own, with its path; it has to exist in each of the accounts',
      where: 'IAM → Policies in each account, those of type Customer managed.',
      example: 'team/ReadLogs',
    },
    parseCustomerPolicy,
  ),
  inlinePolicy: optional(
    {
      key: 'inlinePolicy',
      flag: '--inline-policy <file>',
      group,
      commands,
      about: 'JSON file of a policy that the permission set holds itself',
      example: './policy.json',
    },
    parsePath,
  ),
  permissionSet: optional(
    {
      key: 'permissionSet',
      flag: '--permission-set <name or ARN>',
      group,
      commands,
      about:
        'permission set to assign, found or made; named after the policy where there is but one',
      where: 'IAM Identity Center → Permission sets.',
      question: 'Name of the permission set',
      example: 'ViewOnlyAccess',
    },
    parsePermissionSet,
  ),
  sessionDuration: optional(
    {
      key: 'sessionDuration',
      flag: '--session-duration <duration>',
      group,
      commands,
      about: 'how long a session in an account lasts, 1h to 12h; AWS itself takes 1h',
      example: '8h',
      unit: 'ms',
    },
    durationWithin({ min: '1h', max: '12h' }),
  ),
  acceptPermissionSetChange: onSwitch({
    key: 'acceptPermissionSetChange',
    flag: '--accept-permission-set-change',
    group,
    commands,
    about:
      'agree that a permission set that this tool did not make changes for everyone who has it; --yes does not imply it',
  }),
  allowManagementAccount: onSwitch({
    key: 'allowManagementAccount',
    flag: '--allow-management-account',
    group,
    commands,
    about: 'give a group access to the management account, too',
  }),
};
