/** The names of people and groups that were met in a run, so that they can be masked. */
export interface NamesHeard {
  /** Notes the names in an answer of either system. */
  readonly hear: (answer: object) => void;
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  /** Of whatever else somebody gave a name: applications, providers, key pairs, policies. */
  readonly names: ReadonlySet<string>;
}

/** Groups that every authentik has, which remedies name, and the words that all reports consist of. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...['authentik Admins', 'authentik Read-only', 'authentik Self-signed Certificate'],
  ...['AWS', 'aws', 'authentik', 'SAML', 'SCIM', 'IAM Identity Center', 'AWS IAM Identity Center'],
  ...['AWS IAM Identity Center SCIM', 'AWS IAM Identity Center signing'],
]);

/** What authentik brings along is named so. */
const OF_AUTHENTIK = /^authentik default |^default-/;

type Row = Readonly<Record<string, unknown>>;

/** Starts listening. */
export function listenForNames(): NamesHeard {
  const users = new Set<string>();
  const groups = new Set<string>();
  const emails = new Set<string>();
  const names = new Set<string>();
  const hear = (answer: object) => {
    const row: Row = { ...answer };
    note(users, ...namesOfUser(row), ...within(row.user, 'username'));
    note(groups, ...namesOfGroup(row), ...within(row.group, 'name'));
    note(names, ...otherNames(row), ...within(row.policy, 'name'));
    note(emails, row.email, ...(Array.isArray(row.emails) ? row.emails : []));
  };
  return { hear, users, groups, emails, names };
}

function note(names: Set<string>, ...values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value !== 'string' || value === '') continue;
    if (!BUILT_IN.has(value) && !OF_AUTHENTIK.test(value)) names.add(value);
  }
}

/** Users of either system, accounts of tokens, and events about somebody. */
function namesOfUser(row: Row): unknown[] {
  const isUser = 'username' in row || 'userName' in row;
  return isUser ? [row.username, row.userName, row.displayName, ...fullName(row)] : [];
}

/** The name of an event is none of a person. */
function fullName(row: Row): unknown[] {
  return 'email' in row ? [row.name] : [];
}

function namesOfGroup(row: Row): unknown[] {
  if ('groupId' in row) return [row.displayName];
  return 'memberPks' in row ? [row.name] : [];
}

/** Objects of authentik have keys; events of either system have none. */
function otherNames(row: Row): unknown[] {
  const isPersonal = 'username' in row || 'memberPks' in row;
  return 'pk' in row && !isPersonal ? [row.name, row.slug] : [];
}

/** The name of a user, group or policy that a binding holds. */
function within(part: unknown, key: string): unknown[] {
  return typeof part === 'object' && part !== null ? [Reflect.get(part, key)] : [];
}
