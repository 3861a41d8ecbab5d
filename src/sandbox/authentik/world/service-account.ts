import { randomBytes } from 'node:crypto';
import { has } from '../releases.js';
import { newUser } from './new-user.js';
import type { Row } from './row.js';
import type { World } from './world.js';

/** Adds a service account to the world. */
export function addServiceAccount(world: World, name: string, expiring: boolean): Row {
  return world.users.add({
    ...newUser(world),
    ...{ username: name, name, email: '', is_active: true, groups: [] },
    type: 'service_account',
    path: 'goauthentik.io/service-accounts',
    attributes: {
      'goauthentik.io/user/token-expires': expiring,
      ...(!has(world.release, 'userType') && { 'goauthentik.io/user/service-account': true }),
    },
  });
}

/** A new token's text, as long as authentik's. */
export function newKey(): string {
  return randomBytes(30).toString('hex');
}
