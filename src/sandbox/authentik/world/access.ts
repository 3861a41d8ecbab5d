import { flag, list, number, pkOf, type Row, text } from './row.js';
import type { World } from './world.js';

/**
 * Whether the bindings of an application let a user in. An application without bindings lets
 * everyone in (recordings: `may alice in`, `may bob in`).
 */
export function mayOpen(world: World, user: Row, application: Row): boolean {
  const bindings = bindingsOf(world, application);
  if (bindings.length === 0) return true;
  const passes = (binding: Row): boolean => passesBinding(user, binding);
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

function passesBinding(user: Row, binding: Row): boolean {
  const { group } = binding;
  const matches =
    group === null || group === undefined
      ? binding.user === pkOf(user)
      : list(user, 'groups').includes(group);
  return matches !== flag(binding, 'negate');
}
