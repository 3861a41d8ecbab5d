import type { Access } from '../../aws/access.js';
import type { Assignment, Principal } from '../../aws/account-assignments.js';
import type { Account } from '../../aws/accounts.js';
import { isNotAllowedOrUnknown } from '../../aws/errors.js';
import type { Aws } from '../../aws/index.js';
import type { PermissionSet } from '../../aws/permission-sets.js';
import { type Narrowing, narrow } from './narrowing.js';
import { assignmentsOfPrincipal } from './principal-access.js';

/** That somebody has a permission set in an account, in names. */
export interface AccessRow {
  readonly account: { readonly id: string; readonly name: string };
  readonly permissionSet: { readonly arn: string; readonly name: string };
  /** Without a name: it exists no longer. */
  readonly principal: Principal & { readonly name: string | undefined };
}

/** What is looked at, and who hears how far the look is. */
export interface AccessQuestion {
  readonly aws: Aws;
  readonly access: Access;
  readonly identityStoreId: string;
  /** A user's list has what comes through groups, too. Absent: everybody. */
  readonly principal?: Principal | undefined;
  readonly narrowing?: Narrowing;
  readonly progress: (text: string) => void;
}

/**
 * Everything that was given, or what one principal has, by account, permission set and name.
 * @throws ExpectedError when it is narrowed to what does not exist
 */
export async function whoHasWhat(question: AccessQuestion): Promise<AccessRow[]> {
  const [accounts, sets] = await Promise.all([accountNames(question.aws), allSets(question)]);
  const { principal, narrowing = {} } = question;
  const narrowed = narrow(narrowing, { accounts, sets });
  const wanted = new Map([...sets].filter(([arn]) => narrowed.takesSet(arn)));
  const all = principal
    ? ((await assignmentsOfPrincipal(question, principal)) ?? (await filtered(question, wanted)))
    : await everything(question, wanted);
  const found = all.filter(
    ({ accountId, permissionSetArn }) =>
      narrowed.takesAccount(accountId) && narrowed.takesSet(permissionSetArn),
  );
  const names = await namesOf(question, found);
  return found.map((one) => rowOf(one, accounts ?? new Map(), sets, names)).sort(byPlace);
}

/** Names are a help: without the right to list accounts their ids stand alone. */
async function accountNames(aws: Aws): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    return new Map((await aws.accounts()).map(({ id, name }: Account) => [id, name]));
  } catch (error) {
    if (isNotAllowedOrUnknown(error)) return undefined;
    throw error;
  }
}

async function allSets({ access, progress }: AccessQuestion) {
  const sets = new Map<string, PermissionSet>();
  for await (const arns of access.permissionSets()) {
    for (const set of await Promise.all(arns.map((arn) => access.permissionSet(arn)))) {
      sets.set(set.arn, set);
    }
    progress(`reading permission sets: ${sets.size}`);
  }
  return sets;
}

/** Set by set, and within each account by account: what AWS lets ask. */
async function everything(
  { access, progress }: AccessQuestion,
  sets: ReadonlyMap<string, PermissionSet>,
): Promise<Assignment[]> {
  const found: Assignment[] = [];
  for (const { arn, name } of sets.values()) {
    const accounts = await access.accountsWith(arn, 'all');
    const inEach = accounts.map(async (accountId) => {
      for await (const one of access.assignmentsIn({ accountId, permissionSetArn: arn })) {
        found.push(one);
      }
    });
    await Promise.all(inEach);
    progress(`reading assignments: ${found.length}, up to "${name}"`);
  }
  return found;
}

/** A delegated administrator may not ask for one principal. */
async function filtered(
  question: AccessQuestion,
  sets: ReadonlyMap<string, PermissionSet>,
): Promise<Assignment[]> {
  const { aws, identityStoreId, principal } = question;
  const groups =
    principal?.type === 'USER' ? await aws.groupsOf(identityStoreId, principal.id) : [];
  const all = await everything(question, sets);
  return all.filter(({ principal: { id } }) => id === principal?.id || groups.includes(id));
}

async function namesOf(
  { aws, identityStoreId }: AccessQuestion,
  found: readonly Assignment[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const principals = new Map(found.map(({ principal }) => [principal.id, principal]));
  const named = [...principals.values()].map(
    async (one) => [one.id, await aws.nameOf(identityStoreId, one)] as const,
  );
  return new Map(await Promise.all(named));
}

function rowOf(
  { accountId, permissionSetArn, principal }: Assignment,
  accounts: ReadonlyMap<string, string>,
  sets: ReadonlyMap<string, PermissionSet>,
  names: ReadonlyMap<string, string | undefined>,
): AccessRow {
  return {
    account: { id: accountId, name: accounts.get(accountId) ?? accountId },
    permissionSet: {
      arn: permissionSetArn,
      name: sets.get(permissionSetArn)?.name ?? permissionSetArn,
    },
    principal: { ...principal, name: names.get(principal.id) },
  };
}

function byPlace(one: AccessRow, other: AccessRow): number {
  const keys = (row: AccessRow) => [
    row.account.name,
    row.account.id,
    row.permissionSet.name,
    row.principal.type,
    row.principal.name ?? row.principal.id,
  ];
  const [ours, theirs] = [keys(one), keys(other)];
  const at = ours.findIndex((key, index) => key !== theirs[index]);
  return (ours[at] ?? '').localeCompare(theirs[at] ?? '', 'en');
}
