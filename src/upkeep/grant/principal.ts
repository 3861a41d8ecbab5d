import type { Note } from '../../engine/change.js';
import { nothingToApply } from '../../procedure/context.js';
import { type GrantContext, step } from './context.js';
import type { GrantFacts } from './facts.js';

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
  plan({ wishes }, found) {
    if (found) return { changes: [], known: { principal: found }, standing: 'seen' };
    return { changes: [], known: {}, notes: [missing(wishes.principal)] };
  },
  apply: nothingToApply,
});

async function look(
  { aws, instance }: GrantContext,
  { wishes }: Pick<GrantFacts, 'wishes'>,
): Promise<GrantFacts['principal'] | undefined> {
  const { type, name } = wishes.principal;
  const store = instance.identityStoreId;
  if (type === 'GROUP') {
    const group = await aws.groupByName(store, name);
    return group && { type, id: group.groupId, name: group.displayName };
  }
  const user = await aws.userByName(store, name);
  return user && { type, id: user.userId, name: user.userName };
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
