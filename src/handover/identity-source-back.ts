import type { Ask, Handover } from './task.js';

/** What the text of the way back speaks of. */
export interface IdentitySourceBackTask<T> {
  readonly settingsLink: string;
  readonly instanceId: string;
  /** It is known that AWS was switched to authentik; else only a look tells. */
  readonly isCertain: boolean;
  readonly read: Ask<T>['read'];
}

const LOOK =
  'Open the link: Settings, tab "Identity source". If "Identity source" says "Identity Center directory", nothing has to be changed: only say so below. Else go on.';

const BACK = [
  'Have a way in at hand that does not need IAM Identity Center: an IAM user, an IAM role or the root user of the account.',
  'Open the link: Settings, tab "Identity source", Actions → "Change identity source".',
  'Select "Identity Center directory" and choose "Next". (Not "Active Directory": that deletes users, groups and assignments.)',
  'Read the list, type ACCEPT, and choose "Change identity source".',
  'Kept are users, groups, memberships, assignments, the Identity Store ID and all addresses; sessions live on until they end.',
  'Lost is the sign-in through authentik. Whoever had a password in IAM Identity Center uses it again; everyone else needs one: Users → the user → "Reset password".',
  'To go over to another identity provider instead, select "External identity provider" and give its metadata: it keeps the same.',
];

/**
 * The way back of guide lines 13 and 14. Labels as in the AWS IAM Identity Center user guide, pages
 * manage-your-identity-source-change and confirm-identity-source; what is kept and lost as in
 * manage-your-identity-source-considerations.
 */
export function identitySourceBackHandover<T>(task: IdentitySourceBackTask<T>): Handover<T> {
  const { settingsLink, instanceId, isCertain, read } = task;
  return {
    step: 'identity-source-back',
    what: isCertain
      ? 'the identity source to be changed back'
      : 'a look at the identity source, and the way back if it is authentik',
    link: settingsLink,
    instructions: isCertain ? BACK : [LOOK, ...BACK],
    files: [],
    bring: [
      `--identity-source-reverted ${instanceId}: once AWS does not use authentik any more`,
      '--accept-lock-out: to remove what sign-in depends on all the same; nobody can sign in then',
    ],
    ask: {
      input: 'identity-source-reverted',
      question: 'Type the instance id to say that AWS does not use authentik any more',
      where: `The id is ${instanceId}.`,
      read,
    },
  };
}
