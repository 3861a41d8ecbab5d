/** One of the answers to "can this person sign in?". */
export interface Reason {
  /** A fragment that follows a number: `3  no e-mail address`. */
  readonly label: string;
  /** Why, as a sentence about one person. */
  readonly sentence: string;
  /** What to do about it; absent where nothing is wrong. */
  readonly remedy?: string;
  /** The same where SCIM is in use and it is another. */
  readonly remedyWithScim?: string;
}

const usersPage = 'authentik admin interface → Directory → Users';
const awsUsersPage = 'IAM Identity Center → Users';

/**
 * All answers, in the order in which they are shown. The ids are a promise to scripts: `--json` and
 * `--csv` carry them. NameID rules are of the AWS IAM Identity Center user guide (other-idps,
 * troubleshooting), limits of names of its SCIM developer guide (createuser).
 */
export const reasons = {
  'can-sign-in': {
    label: 'can sign in',
    sentence: 'The e-mail address in authentik is the user name in AWS.',
  },
  'taken-over': {
    label: 'can sign in; made by hand in AWS, and SCIM takes over',
    sentence:
      'The user was made by hand in AWS; the sync links it in one run and overwrites its names in the next.',
    remedy: 'Look at their names in authentik first: those are what AWS shows afterwards.',
  },
  'take-over-refused': {
    label: 'made by hand in AWS, where SCIM of this release fails',
    sentence:
      'The user was made by hand in AWS; this release of authentik tries to make it again, AWS refuses (409), and the sync stops there.',
    remedy:
      'Upgrade authentik to 2025.10 or later, or delete these users in AWS before the first sync and assign their access anew.',
  },
  'no-email': {
    label: 'no e-mail address',
    sentence: 'Without an e-mail address in authentik there is no NameID.',
    remedy: `Give them one: ${usersPage} → Edit, field Email.`,
  },
  'email-shared': {
    label: 'e-mail address shared by several users',
    sentence: 'Several authentik users have this e-mail address, so AWS cannot tell them apart.',
    remedy: `Give each an address of their own: ${usersPage} → Edit, field Email.`,
  },
  'not-an-address': {
    label: 'e-mail address that AWS does not take',
    sentence: 'AWS takes as NameID an address of the form name@domain, of at most 128 characters.',
    remedy: `Correct it: ${usersPage} → Edit, field Email.`,
  },
  'name-refused': {
    label: 'not in AWS yet, with a name that AWS refuses',
    sentence: 'SCIM cannot send this name: it is empty or holds what AWS refuses.',
    remedy: `Correct it: ${usersPage} → Edit, field Name. The mapping that setup makes sends a cleaned name, so with it the next sync brings them.`,
  },
  'not-in-aws': {
    label: 'not in AWS yet',
    sentence: 'AWS has no user of this name, and makes none when somebody signs in.',
    remedy: `Add them: ${awsUsersPage} → Add user, with the e-mail address as Username.`,
    remedyWithScim:
      'The next sync of authentik brings them; what a sync leaves undone, authentik-aws reconcile puts right.',
  },
  'other-case': {
    label: 'in AWS with other upper and lower case',
    sentence: 'E-mail address and user name differ by case alone, and AWS compares exactly.',
    remedy: 'Write both the same way; the e-mail address in authentik is the easier one to change.',
  },
  'other-user-name': {
    label: 'in AWS under another user name',
    sentence: 'A user of AWS has this e-mail address, but AWS compares the NameID with user names.',
    remedy: `Give the user the e-mail address as Username, or make a new one: ${awsUsersPage}.`,
  },
  'disabled-in-aws': {
    label: 'disabled in AWS',
    sentence: 'The user exists in AWS, but its access is disabled.',
    remedy: `Enable it where that is right: ${awsUsersPage} → the user → Enable user access.`,
  },
  'aws-only': {
    label: 'in AWS without a user in authentik',
    sentence: 'No authentik user has this user name as e-mail address.',
    remedy:
      'Give the right person in authentik exactly this e-mail address, or disable the user in AWS.',
  },
  'outside-bindings': {
    label: "outside the application's bindings",
    sentence: "The application's bindings in authentik do not let this user in.",
    remedy:
      'Add those who should get in to a group that is bound to the application; disable the others in AWS.',
  },
  deactivated: {
    label: 'deactivated in authentik',
    sentence: 'The user is deactivated in authentik.',
    remedy: 'Activate those who should get in; disable the others in AWS too.',
  },
  'service-account': {
    label: 'service account',
    sentence: 'This is a service account of authentik, no person.',
    remedy: 'Disable its user in AWS, or make the account in authentik an internal user.',
  },
} as const satisfies Record<string, Reason>;

/** What to do about whoever has this reason. */
export function remedyOf(id: ReasonId, { scim }: { readonly scim: boolean }): string | undefined {
  const { remedy, remedyWithScim }: Reason = reasons[id];
  return scim ? (remedyWithScim ?? remedy) : remedy;
}

/** The id of a reason. */
export type ReasonId = keyof typeof reasons;

/** The ids in the order in which they are shown. */
export const reasonIds: readonly ReasonId[] = [
  'can-sign-in',
  'taken-over',
  'take-over-refused',
  'no-email',
  'email-shared',
  'not-an-address',
  'name-refused',
  'not-in-aws',
  'other-case',
  'other-user-name',
  'disabled-in-aws',
  'aws-only',
  'outside-bindings',
  'deactivated',
  'service-account',
];
