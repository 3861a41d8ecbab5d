import type { Principal } from '../aws/account-assignments.js';
import { ExpectedError } from '../basics/errors.js';
import { accessLines } from '../terminal/access-view.js';
import { csvLine } from '../terminal/csv.js';
import { jsonLines } from '../terminal/json-lines.js';
import { writeLines } from '../terminal/write-lines.js';
import { type AccessRow, whoHasWhat } from '../upkeep/grant/who-has-what.js';
import type { AwsSession } from './aws-session.js';
import type { Desk } from './desk.js';
import { refuseBoth } from './grant-wishes.js';
import { targetOf } from './target.js';

/** The names of the columns of `--csv`; a promise to scripts. */
const csvHead = [
  'account_id',
  'account_name',
  'permission_set',
  'permission_set_arn',
  'principal_type',
  'principal_name',
  'principal_id',
  'principal_exists',
] as const;

/** `authentik-aws grant --list`: accounts, permission sets in them, and who has each. */
export async function showWhoHasWhat(desk: Desk, session: AwsSession, csv: boolean): Promise<void> {
  const { terminal } = desk;
  const rows = await look(desk, session);
  if (csv) return writeLines(terminal, csvLines(rows));
  const target = targetOf(session);
  if (session.settings.values.json) {
    const head = { format: 'authentik-aws/access', version: 1, target };
    return writeLines(terminal, jsonLines(head, 'assignments', rows.map(jsonRow)));
  }
  const { toGroup, toUser, accounts, permissionSet } = session.settings.values;
  const isNarrowed = [toGroup, toUser, accounts, permissionSet].some((wish) => wish !== undefined);
  const nothing = isNarrowed ? 'No assignment matches what was asked for.' : undefined;
  return writeLines(terminal, accessLines(target, rows, terminal, nothing));
}

async function look({ terminal }: Desk, session: AwsSession): Promise<AccessRow[]> {
  const { aws, instance, settings } = session;
  const { identityStoreId } = instance;
  const principal = await principalOf(session);
  const access = aws.access(instance.arn);
  const progress = (text: string) => terminal.progress(text);
  try {
    const { accounts, permissionSet } = settings.values;
    const narrowing = { accounts, permissionSet };
    return await whoHasWhat({ aws, access, identityStoreId, principal, narrowing, progress });
  } finally {
    terminal.progress(undefined);
  }
}

/** @throws ExpectedError when the group or user is not there, or both are named */
async function principalOf({
  aws,
  instance,
  settings,
}: AwsSession): Promise<Principal | undefined> {
  const { toGroup, toUser } = settings.values;
  refuseBoth(
    settings.values,
    'Ask for one of them at a time; what a user has by groups is shown, too.',
  );
  const store = instance.identityStoreId;
  if (toUser !== undefined) {
    const user = await aws.userByName(store, toUser);
    if (!user) throw missing('user', toUser);
    return { type: 'USER', id: user.userId };
  }
  if (toGroup === undefined) return undefined;
  const group = await aws.groupByName(store, toGroup);
  if (!group) throw missing('group', toGroup);
  return { type: 'GROUP', id: group.groupId };
}

function missing(kind: string, name: string): ExpectedError {
  return new ExpectedError({
    what: `IAM Identity Center has no ${kind} "${name}"`,
    next: 'See what everybody has: authentik-aws grant --list',
  });
}

function* csvLines(rows: readonly AccessRow[]): Generator<string> {
  yield csvLine(csvHead);
  for (const { account, permissionSet, principal } of rows) {
    yield csvLine([
      account.id,
      account.name,
      permissionSet.name,
      permissionSet.arn,
      principal.type,
      principal.name ?? '',
      principal.id,
      principal.name === undefined ? 'no' : 'yes',
    ]);
  }
}

function jsonRow({ account, permissionSet, principal }: AccessRow): object {
  const { type, id, name } = principal;
  const exists = name !== undefined;
  return { account, permissionSet, principal: { type, id, ...(exists && { name }), exists } };
}
