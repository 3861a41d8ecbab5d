import { isNotAllowedOrUnknown } from '../../aws/errors.js';
import type { Aws } from '../../aws/index.js';

/** A call that reads, and the IAM actions that it takes. */
export interface ReadingTry {
  readonly actions: readonly string[];
  readonly call: (aws: Aws, identityStoreId: string) => Promise<unknown>;
}

/** A user name and group name that nobody has: asking for one takes the permission all the same. */
const NOBODY = 'authentik-aws-doctor@nobody.invalid';

/** What every command reads of IAM Identity Center. */
export const directoryReads: readonly ReadingTry[] = [
  { actions: ['identitystore:ListUsers'], call: (aws, store) => firstOf(aws.users(store)) },
  { actions: ['identitystore:ListGroups'], call: (aws, store) => firstOf(aws.groups(store)) },
  { actions: ['identitystore:GetUserId'], call: (aws, store) => aws.userByName(store, NOBODY) },
  { actions: ['identitystore:GetGroupId'], call: (aws, store) => aws.groupByName(store, NOBODY) },
  { actions: ['identitystore:ListGroupMemberships'], call: membersOfOne },
];

/** What confirms and explains, and is done without where it is not allowed. */
export const contextReads: readonly ReadingTry[] = [
  { actions: ['organizations:DescribeOrganization'], call: organizationTold },
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

/** Without a group there is nothing to try it on, and nothing that it would be needed for yet. */
async function membersOfOne(aws: Aws, store: string): Promise<void> {
  const group = await firstOf(aws.groups(store)).catch(() => undefined);
  if (group) await firstOf(aws.memberships(store, group.groupId));
}

async function firstOf<Row>(rows: AsyncIterable<Row>): Promise<Row | undefined> {
  for await (const row of rows) return row;
  return undefined;
}
