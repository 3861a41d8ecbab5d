import { isDeniedByPolicy, isNotAllowedOrUnknown } from '../../aws/errors.js';
import type { Aws } from '../../aws/index.js';

/** A call that reads, and the IAM actions that it takes. */
export interface ReadingTry {
  readonly actions: readonly string[];
  readonly call: (aws: Aws, identityStoreId: string) => Promise<unknown>;
}

/** A user name and group name that nobody has: asking for one takes the permission all the same. */
const NOBODY = 'authentik-aws-doctor@nobody.invalid';

/** What looking at a set-up reads of IAM Identity Center; without it nothing can be said. */
export const lookingReads: readonly ReadingTry[] = [
  { actions: ['identitystore:ListUsers'], call: (aws, store) => firstOf(aws.users(store)) },
  { actions: ['identitystore:ListGroups'], call: (aws, store) => firstOf(aws.groups(store)) },
  { actions: ['identitystore:ListGroupMemberships'], call: membersOfOne },
];

/** What `grant` reads besides: one user or group, by name and by key. */
export const singleReads: readonly ReadingTry[] = [
  { actions: ['identitystore:GetUserId'], call: (aws, store) => aws.userByName(store, NOBODY) },
  { actions: ['identitystore:DescribeUser'], call: describeOneUser },
  { actions: ['identitystore:GetGroupId'], call: (aws, store) => aws.groupByName(store, NOBODY) },
  { actions: ['identitystore:DescribeGroup'], call: describeOneGroup },
];

/** What confirms and explains, and is done without where it is not allowed. */
export const contextReads: readonly ReadingTry[] = [
  { actions: ['organizations:DescribeOrganization'], call: organizationTold },
  { actions: ['organizations:ListDelegatedAdministrators'], call: delegationTold },
  {
    actions: ['cloudtrail:LookupEvents'],
    call: (aws) =>
      firstOf(aws.events({ name: 'UserAuthentication', since: anHourAgo(), limit: 1 })),
  },
];

/** A moment that AWS's clock has surely passed, too: nothing is asked about what is yet to come. */
function anHourAgo(): Date {
  return new Date(Date.now() - 3_600_000);
}

/** The actions that AWS refused, each tried once. */
export async function refusedAmong(
  tries: readonly ReadingTry[],
  aws: Aws,
  identityStoreId: string,
): Promise<string[]> {
  const tried = await Promise.all(
    tries.map(async ({ actions, call }) => {
      try {
        await call(aws, identityStoreId);
        return [];
      } catch (error) {
        if (error === refused || isNotAllowedOrUnknown(error)) return actions;
        throw error;
      }
    }),
  );
  return tried.flat();
}

const refused = Symbol('refused');

async function organizationTold(aws: Aws): Promise<void> {
  if ((await aws.membership()) === 'not-allowed') throw refused;
}

/** A member account is refused whatever its policies say, which is no missing permission. */
async function delegationTold(aws: Aws): Promise<void> {
  if (typeof (await aws.membership()) !== 'object') return;
  try {
    await aws.delegatedAdministrators();
  } catch (error) {
    if (isDeniedByPolicy(error)) throw refused;
    if (!isNotAllowedOrUnknown(error)) throw error;
  }
}

/** Without a user or group there is nobody to try it on; that lists are refused is told apart. */
async function describeOneUser(aws: Aws, store: string): Promise<void> {
  const user = await firstOf(aws.users(store)).catch(() => undefined);
  if (user) await aws.nameOf(store, { type: 'USER', id: user.userId });
}

async function describeOneGroup(aws: Aws, store: string): Promise<void> {
  const group = await firstOf(aws.groups(store)).catch(() => undefined);
  if (group) await aws.nameOf(store, { type: 'GROUP', id: group.groupId });
}

/** Without a group there is nothing to try it on, and nothing that it would be needed for yet. */
async function membersOfOne(aws: Aws, store: string): Promise<void> {
  const group = await firstOf(aws.groups(store)).catch(() => undefined);
  if (group) await firstOf(aws.memberships(store, group.groupId));
}

async function firstOf<Row>(rows: AsyncIterable<Row>): Promise<Row | undefined> {
  for await (const row of rows) return row;
  return undefined;
}
