import { createHash, randomUUID } from 'node:crypto';
import type { Row } from './row.js';
import type { World } from './world.js';

/** What the server itself gives a new user. */
export function newUser(world: World): Row {
  const uuid = randomUUID();
  const now = world.now().toISOString();
  return {
    uuid,
    uid: createHash('sha256').update(uuid).digest('hex'),
    last_login: null,
    date_joined: now,
    password_change_date: now,
    last_updated: now,
    roles: [],
    password: '',
  };
}
