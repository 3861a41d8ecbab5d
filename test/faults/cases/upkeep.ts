import type { ExitReason } from '../../../src/basics/exit-codes.js';

/** A command of the upkeep, and a fault that it meets. */
export interface UpkeepCase {
  readonly command: UpkeepCommand;
  readonly fault: string;
  readonly exit: ExitReason;
  /** What is told, among other things. */
  readonly says: readonly string[];
}

export type UpkeepCommand =
  | 'rotate certificate'
  | 'rotate scim-token'
  | 'grant'
  | 'reconcile'
  | 'undo';

type Trouble = Omit<UpkeepCase, 'command'>;

const ofAuthentik: readonly Trouble[] = [
  { fault: 'authentik-rate-limited', exit: 'failed', says: ['429'] },
  { fault: 'authentik-unavailable+after=6', exit: 'failed', says: ['503'] },
  { fault: 'authentik-token-ended+after=6', exit: 'notAuthorised', says: ['token'] },
  {
    fault: 'authentik-login-page+after=6',
    exit: 'failed',
    says: ["a page instead of authentik's API"],
  },
];

const ofAws: readonly Trouble[] = [
  { fault: 'aws-throttled', exit: 'failed', says: ['because of too many requests'] },
  { fault: 'aws-unavailable+on=sso:', exit: 'failed', says: ['ServiceUnavailableException'] },
  { fault: 'aws-login-page', exit: 'failed', says: ['is not AWS'] },
  { fault: 'aws-wrong-types=list+on=sso:', exit: 'failed', says: ['is not AWS'] },
  { fault: 'aws-refused+after=1', exit: 'failed', says: ['Nothing accepts connections there.'] },
  { fault: 'aws-drops', exit: 'failed', says: ['AWS did not answer'] },
  {
    fault: 'aws-expired+after=1',
    exit: 'notAuthorised',
    says: ['The AWS credentials of the environment have ended'],
  },
];

const withAuthentik = ['rotate certificate', 'rotate scim-token', 'undo'] as const;
const withAws = ['grant', 'reconcile'] as const;

const denied: Readonly<Record<(typeof withAws)[number], readonly string[]>> = {
  grant: [
    'sso:ListInstances',
    'identitystore:GetGroupId',
    'sso:ListPermissionSets',
    'sso:CreatePermissionSet',
    'sso:AttachManagedPolicyToPermissionSet',
    'sso:CreateAccountAssignment',
    'sso:DescribeAccountAssignmentCreationStatus',
  ],
  reconcile: [
    'identitystore:ListUsers',
    'identitystore:ListGroups',
    'identitystore:ListGroupMemberships',
    'identitystore:DeleteGroupMembership',
    'identitystore:UpdateUser',
    'identitystore:CreateUser',
    'identitystore:CreateGroupMembership',
  ],
};

const withheld: readonly (readonly [UpkeepCommand, string])[] = [
  ['rotate certificate', 'authentik_crypto.add_certificatekeypair'],
  ['rotate certificate', 'authentik_providers_saml.change_samlprovider'],
  ['undo', 'authentik_providers_scim.delete_scimprovider'],
  ['undo', 'authentik_core.delete_application'],
  ['undo', 'authentik_providers_saml.delete_samlprovider'],
  ['rotate scim-token', 'authentik_providers_scim.view_scimprovider'],
  ['rotate scim-token', 'authentik_providers_scim.change_scimprovider'],
];

/** Each command under each fault that is not the same as another to it. */
export const upkeepCases: readonly UpkeepCase[] = [
  ...withAuthentik.flatMap((command) => ofAuthentik.map((one) => ({ ...one, command }))),
  ...withAws.flatMap((command) => ofAws.map((one) => ({ ...one, command }))),
  ...withAws.flatMap((command) =>
    denied[command].map((action): UpkeepCase => {
      const says = [`not allowed to call ${action}`];
      return { command, fault: `aws-denies=${action}+on=${action}`, exit: 'notAuthorised', says };
    }),
  ),
  {
    command: 'reconcile',
    fault: 'aws-server-error+on=identitystore:DeleteGroupMembership',
    exit: 'failed',
    says: ['1 of 5 differences could not be put right', 'A page with status 500'],
  },
  {
    command: 'reconcile',
    fault: 'aws-drops+on=identitystore:CreateGroupMembership',
    exit: 'failed',
    says: ['it ends here: 2 of 2 differences not tried', 'AWS did not answer'],
  },
  {
    command: 'grant',
    fault: 'aws-denies=organizations:ListAccounts+on=organizations:ListAccounts',
    // A plan that cannot go on; the accounts can be named instead.
    exit: 'failed',
    says: ['may not call organizations:ListAccounts', 'Name accounts by their ids'],
  },
  ...withAuthentik.flatMap((command): UpkeepCase[] => [
    { command, fault: 'aws-throttled', exit: 'failed', says: ['because of too many requests'] },
    { command, fault: 'aws-drops', exit: 'failed', says: ['AWS did not answer'] },
  ]),
  ...withheld.map(([command, right]): UpkeepCase => {
    return {
      ...{ command, fault: `authentik-without-right=${right}` },
      ...{ exit: 'notAuthorised', says: [`(${right})`] },
    };
  }),
  {
    command: 'rotate scim-token',
    fault: 'scim-unauthorised+from=tool',
    exit: 'notAuthorised',
    says: ['does not accept the SCIM access token'],
  },
  {
    command: 'rotate scim-token',
    fault: 'scim-rate-limited+from=tool',
    exit: 'failed',
    says: ['too many requests (429)'],
  },
];
