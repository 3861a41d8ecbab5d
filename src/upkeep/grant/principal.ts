import { isNotAllowedOrUnknown } from '../../aws/errors.js';
import type { Note } from '../../engine/change.js';
import { nothingToApply } from '../../procedure/context.js';
import { type GrantContext, step } from './context.js';
import type { GrantFacts } from './facts.js';

interface Seen {
  readonly principal: GrantFacts['principal'];
  /** Why access would be of no use to anybody so far. */
  readonly idle?: string | undefined;
}

/** Who is given access: a group or a user that is in Identity Center already. */
export const principal = step({
  id: 'principal',
  title: 'Find who is given access',
  guide: [],
  place: 'AWS',
  outlook: 'the group or user in IAM Identity Center',
  needs: ['wishes'],
  gives: ['principal'],
  look,
  plan({ wishes }, seen) {
    if (!seen) return { changes: [], known: {}, notes: [missing(wishes.principal)] };
    const { principal, idle } = seen;
    const notes: Note[] = idle === undefined ? [] : [{ level: 'warning', text: idle }];
    return { changes: [], known: { principal }, standing: 'seen', notes };
  },
  apply: nothingToApply,
});

async function look(
  context: GrantContext,
  { wishes }: Pick<GrantFacts, 'wishes'>,
): Promise<Seen | undefined> {
  const { type, name } = wishes.principal;
  return type === 'GROUP' ? lookAtGroup(context, name) : lookAtUser(context, name);
}

async function lookAtGroup(context: GrantContext, name: string): Promise<Seen | undefined> {
  const { aws, instance } = context;
  const group = await aws.groupByName(instance.identityStoreId, name);
  if (!group) return undefined;
  const principal = { type: 'GROUP', id: group.groupId, name: group.displayName } as const;
  if (await hasMembers(context, group.groupId)) return { principal };
  return { principal, idle: `the group "${name}" has no members yet` };
}

/** Where AWS does not let these credentials see members, nothing is said of them. */
async function hasMembers({ aws, instance }: GrantContext, groupId: string): Promise<boolean> {
  try {
    for await (const _member of aws.memberships(instance.identityStoreId, groupId)) return true;
    return false;
  } catch (error) {
    if (isNotAllowedOrUnknown(error)) return true;
    throw error;
  }
}

async function lookAtUser(
  { aws, instance }: GrantContext,
  name: string,
): Promise<Seen | undefined> {
  const user = await aws.userByName(instance.identityStoreId, name);
  if (!user) return undefined;
  const principal = { type: 'USER', id: user.userId, name: user.userName } as const;
  if (user.enabled !== false) return { principal };
  return { principal, idle: `the user "${name}" is disabled and cannot sign in` };
}

function missing({ type, name }: GrantFacts['wishes']['principal']): Note {
  const kind = type === 'GROUP' ? 'group' : 'user';
  return {
    level: 'blocking',
    text: `IAM Identity Center has no ${kind} "${name}" yet`,
    next:
      type === 'GROUP'
        ? 'With SCIM: let authentik sync it (status of the SCIM provider, "Run sync again"), then run this again. By hand: IAM Identity Center → Groups → Create group.'
        : 'See who is there and who is not, and why: authentik-aws users',
  };
}
