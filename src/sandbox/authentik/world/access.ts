import { withGroupsBelow } from './links.js';
import { flag, list, number, pkOf, type Row, text } from './row.js';
import type { World } from './world.js';

/**
 * Whether the bindings of an application let a user in. An application without bindings lets
 * everyone in (recordings: `may alice in`, `may bob in`).
 */
export function mayOpen(world: World, user: Row, application: Row): boolean {
  const bindings = bindingsOf(world, application);
  if (bindings.length === 0) return true;
  const passes = (binding: Row): boolean => passesBinding(world, user, binding);
  return text(application, 'policy_engine_mode') === 'all'
    ? bindings.every(passes)
    : bindings.some(passes);
}

function bindingsOf(world: World, application: Row): Row[] {
  return world.bindings
    .all()
    .filter((binding) => binding.target === pkOf(application) && flag(binding, 'enabled'))
    .sort((one, other) => number(one, 'order') - number(other, 'order'));
}

/** Members of groups below count as members (authentik's core/models.py, `Group.is_member`). */
function passesBinding(world: World, user: Row, binding: Row): boolean {
  const group = world.groups.get(binding.group);
  const matches = group ? isMember(world, user, group) : binding.user === pkOf(user);
  return matches !== flag(binding, 'negate');
}

function isMember(world: World, user: Row, group: Row): boolean {
  const held = list(user, 'groups');
  return [...withGroupsBelow(world, group)].some((each) => held.includes(pkOf(each)));
}
