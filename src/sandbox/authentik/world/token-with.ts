import { pkOf } from './row.js';
import { addServiceAccount, newKey } from './service-account.js';
import type { World } from './world.js';

/** Makes a service account whose role holds the given permissions, and an API token for it. */
export function tokenWith(world: World, permissions: readonly string[]): string {
  const name = `role-${world.roles.all().length + 1}`;
  const role = world.roles.add({ name, permissions: [...permissions] });
  const user = addServiceAccount(world, name, false);
  user.roles = [pkOf(role)];
  const key = newKey();
  const usual = { intent: 'api', managed: null, expiring: false };
  world.tokens.add({ ...usual, identifier: `${name}-api`, user: pkOf(user), key });
  return key;
}
