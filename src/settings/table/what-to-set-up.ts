import { type CommandName, commandsOnBoth } from '../input.js';
import { choice, list, onSwitch, optional, withDefault } from '../row.js';
import { parseSlug } from '../values/slug.js';
import { nameText } from '../values/texts.js';
import { wholeNumber } from '../values/whole-number.js';

const group = 'What to set up';
const commands: readonly CommandName[] = ['setup', 'plan', 'status', 'doctor'];

/** The names of what is made in authentik, and who may use it. */
export const setUpInputs = {
  application: withDefault(
    {
      key: 'application',
      flag: '--application <slug>',
      group,
      commands: commandsOnBoth,
      about: 'slug of the application in authentik; an existing one is adopted',
      where: 'authentik admin interface → Applications → Applications, column Slug.',
    },
    'aws',
    parseSlug,
  ),
  applicationName: withDefault(
    {
      key: 'applicationName',
      flag: '--application-name <name>',
      group,
      commands,
      about: 'name of the application, as people see it in authentik',
    },
    'AWS',
    nameText,
  ),
  providerName: withDefault(
    {
      key: 'providerName',
      flag: '--provider-name <name>',
      group,
      commands: [...commands, 'reconcile', 'rotate certificate', 'rotate scim-token', 'undo'],
      about: 'name of the SAML provider in authentik',
    },
    'AWS IAM Identity Center',
    nameText,
  ),
  certificate: optional(
    {
      key: 'certificate',
      flag: '--certificate <name>',
      group,
      commands: [...commands, 'rotate certificate'],
      about: 'existing certificate with an RSA key to sign with, instead of a new one',
      where: 'authentik admin interface → System → Certificates, column Name.',
      example: 'aws-signing',
    },
    nameText,
  ),
  certificateDays: withDefault(
    {
      key: 'certificateDays',
      flag: '--certificate-days <days>',
      group,
      commands: [...commands, 'rotate certificate'],
      about: 'how long a new signing certificate is valid, 30 to 3650 days',
    },
    '1095',
    wholeNumber(30, 3650),
  ),
  groups: list(
    {
      key: 'groups',
      flag: '--group <name>',
      group,
      commands,
      about: 'group of authentik whose members may use the application; name all of them each time',
      where: 'authentik admin interface → Directory → Groups, column Name.',
      example: 'aws-users',
    },
    nameText,
  ),
  scim: choice({
    key: 'scim',
    flag: '--scim',
    group,
    commands: [...commands, 'users'],
    about: 'let authentik make and update the users and groups in AWS, by SCIM',
  }),
  acceptAdoptedChanges: onSwitch({
    key: 'acceptAdoptedChanges',
    flag: '--accept-adopted-changes',
    group,
    commands: ['setup', 'rotate certificate'],
    about:
      'agree to changes of what somebody else made in authentik and is adopted here; --yes does not imply it',
  }),
  acceptScimDeletions: onSwitch({
    key: 'acceptScimDeletions',
    flag: '--accept-scim-deletions',
    group,
    commands: ['setup', 'plan', 'status', 'rotate scim-token', 'undo'],
    about: 'agree that the sync deletes users in AWS who are out of scope; --yes does not imply it',
  }),
};
