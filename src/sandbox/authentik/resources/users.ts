import { isSuperuser } from '../http/callers.js';
import { removeDependents, rowsByKeys } from '../world/links.js';
import { newUser } from '../world/new-user.js';
import { flag, list, pkOf, type Row, text, type Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { anyOf, beginning, equal, holds, since, whether } from './filters.js';
import type { Resource } from './resource.js';
import { userFields } from './user-fields.js';

/** Users: internal and external ones, and service accounts. */
export const users: Resource = {
  path: '/core/users/',
  table: (world) => world.users,
  model: 'authentik_core.user',
  title: 'User',
  lookup: 'pk',
  fields: userFields,
  filters: {
    username: equal('username'),
    name: equal('name'),
    email: equal('email'),
    uuid: equal('uuid'),
    path: equal('path'),
    path_startswith: beginning('path'),
    type: since('userType', anyOf('type')),
    is_active: whether((row) => flag(row, 'is_active')),
    is_superuser: whether((row, world) => isSuperuser(world, row)),
    groups_by_pk: (row, wanted) => wanted.some((pk) => holds(row, 'groups', pk)),
    groups_by_name: (row, wanted, world) =>
      rowsByKeys(world.groups, list(row, 'groups')).some((group) =>
        wanted.includes(text(group, 'name')),
      ),
  },
  searched: ['username', 'name', 'email', 'uuid'],
  order: 'username',
  writable: { fresh: newUser, saved: stamp, removed: forgetUser },
};

/** Every save is synchronised, and so is every group that the user joined or left by it. */
function stamp(row: Row, world: World, before?: Row): void {
  row.last_updated = world.now().toISOString();
  world.scimSync.changed('user', row);
  const was = before ? list(before, 'groups') : [];
  const is = list(row, 'groups');
  for (const group of rowsByKeys(world.groups, without(is, was))) {
    world.scimSync.membersChanged(group, 'add', [row]);
  }
  for (const group of rowsByKeys(world.groups, without(was, is))) {
    world.scimSync.membersChanged(group, 'remove', [row]);
  }
}

function without(keys: readonly Value[], others: readonly Value[]): Value[] {
  return keys.filter((key) => !others.includes(key));
}

function forgetUser(row: Row, world: World): void {
  world.scimSync.deleted('user', row);
  removeDependents(world.bindings, 'user', pkOf(row));
  removeDependents(world.tokens, 'user', pkOf(row));
}
