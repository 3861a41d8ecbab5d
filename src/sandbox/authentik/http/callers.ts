import type { Row } from '../world/row.js';
import { flag, list } from '../world/row.js';
import type { World } from '../world/world.js';
import { noPermission, Refusal } from './answers.js';
import type { Rights } from './endpoint.js';

/** The caller of a call that is open to anyone and came without a token. */
export const nobody: Row = { pk: 0, username: 'AnonymousUser', groups: [], roles: [] };

/** Finds the user behind an `Authorization` header. Throws 403 as authentik does, never 401. */
export function callerOf(world: World, header: string | undefined): Row {
  if (header === undefined) {
    throw new Refusal(403, { detail: 'Authentication credentials were not provided.' });
  }
  const [scheme = '', key = ''] = header.split(' ', 2);
  const token = scheme.toLowerCase() === 'bearer' ? world.tokens.find('key', key) : undefined;
  const user = token?.intent === 'api' ? world.users.get(token.user) : undefined;
  if (user === undefined || !flag(user, 'is_active')) {
    throw new Refusal(403, { detail: 'Token invalid/expired' });
  }
  return user;
}

/** Whether a user is in a group of administrators. */
export function isSuperuser(world: World, user: Row): boolean {
  return list(user, 'groups').some((pk) => {
    const group = world.groups.get(pk);
    return group !== undefined && flag(group, 'is_superuser');
  });
}

/** Whether a user holds a permission, by a role or as an administrator. */
export function mayUse(world: World, user: Row, permission: string): boolean {
  if (world.withheld.has(permission)) return false;
  return isSuperuser(world, user) || permissionsOf(world, user).has(permission);
}

/** The permissions that a user's roles hold, by their full names. */
export function permissionsOf(world: World, user: Row): Set<string> {
  const held = new Set<string>();
  for (const pk of list(user, 'roles')) {
    const role = world.roles.get(pk);
    for (const name of role ? list(role, 'permissions') : []) held.add(String(name));
  }
  return held;
}

/** Throws 403 unless the user holds what a call asks for. */
export function demand(world: World, user: Row, rights: Rights): void {
  if (typeof rights === 'string') return;
  if (rights.some((permission) => !mayUse(world, user, permission))) throw noPermission();
}
