import type { CommandName } from '../input.js';
import { onSwitch, optional } from '../row.js';
import { parseInstanceName } from '../values/aws-names.js';
import { nameText } from '../values/texts.js';

const answers = 'Answers from the AWS console';
const group = 'This run';
const commands: readonly CommandName[] = ['undo'];
const where = 'The command aws sso-admin list-instances prints it; the id is the end of the ARN.';

/** What taking a set-up apart has to be told. */
export const undoInputs = {
  identitySourceReverted: optional(
    {
      key: 'identitySourceReverted',
      flag: '--identity-source-reverted <instance>',
      group: answers,
      commands,
      about: 'instance that does not use authentik as its identity source any more',
      where,
      question: 'Id of the instance, to say that AWS does not use authentik any more',
      example: 'ssoins-1234567890abcdef',
    },
    parseInstanceName,
  ),
  provisioningDisabled: optional(
    {
      key: 'provisioningDisabled',
      flag: '--provisioning-disabled <instance>',
      group: answers,
      commands,
      about: 'instance whose automatic provisioning was disabled in the console',
      where,
      question: 'Id of the instance, to say that its automatic provisioning is disabled',
      example: 'ssoins-1234567890abcdef',
    },
    parseInstanceName,
  ),
  confirm: optional(
    {
      key: 'confirm',
      flag: '--confirm <name>',
      group,
      commands,
      about: 'slug of the application, to agree that it is taken apart; --yes does not imply it',
      example: 'aws',
    },
    nameText,
  ),
  acceptLockOut: onSwitch({
    key: 'acceptLockOut',
    flag: '--accept-lock-out',
    group,
    commands,
    about:
      'remove what sign-in depends on although AWS may still use it: nobody can sign in then; --yes does not imply it',
  }),
  discardChanges: onSwitch({
    key: 'discardChanges',
    flag: '--discard-changes',
    group,
    commands,
    about: 'remove or put back also what somebody else changed since setup',
  }),
};
