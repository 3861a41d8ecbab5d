/** What of a user counts for signing in; both systems have more. */
export interface AuthentikPerson {
  readonly username: string;
  readonly email: string;
  readonly active: boolean;
}

/** A user of the identity store. */
export interface AwsPerson {
  readonly userName: string;
  readonly enabled: boolean | undefined;
}

/** Who could sign in after the switch of the identity source, and who could not. */
export interface LockOut {
  /** All users of the identity store. */
  readonly total: number;
  /** User names that no active authentik user in scope has as the e-mail address. */
  readonly without: readonly string[];
  /** User names that differ from an e-mail address by case alone: AWS compares exactly. */
  readonly byCase: readonly { readonly userName: string; readonly email: string }[];
  /** E-mail addresses in scope that are no user name: AWS would not know these people. */
  readonly notInAws: number;
}

/**
 * Holds the user names of the identity store against the NameIDs that authentik would send. The
 * NameID is the e-mail address and must equal the user name exactly (AWS IAM Identity Center user
 * guide, page other-idps). One text a user is kept, so large directories fit.
 */
export async function whoIsLockedOut(
  awsUsers: AsyncIterable<AwsPerson>,
  authentikUsers: AsyncIterable<AuthentikPerson>,
): Promise<LockOut> {
  const [userNames, emails] = await Promise.all([
    collect(awsUsers, ({ userName, enabled }) => (enabled === false ? undefined : userName)),
    collect(authentikUsers, ({ active, email }) => (active && email !== '' ? email : undefined)),
  ]);
  const exact = new Set(emails);
  const folded = new Map(emails.map((email) => [email.toLowerCase(), email]));
  const unmatched = userNames.filter((userName) => !exact.has(userName));
  const byCase = unmatched.flatMap((userName) => {
    const email = folded.get(userName.toLowerCase());
    return email === undefined ? [] : [{ userName, email }];
  });
  const spelledOtherwise = new Set(byCase.map(({ userName }) => userName));
  const known = new Set(userNames);
  return {
    total: userNames.length,
    without: unmatched.filter((userName) => !spelledOtherwise.has(userName)),
    byCase,
    notInAws: emails.filter((email) => !known.has(email)).length,
  };
}

async function collect<T>(
  items: AsyncIterable<T>,
  keep: (item: T) => string | undefined,
): Promise<string[]> {
  const kept: string[] = [];
  for await (const item of items) {
    const text = keep(item);
    if (text !== undefined) kept.push(text);
  }
  return kept;
}
