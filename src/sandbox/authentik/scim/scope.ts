import { mayOpen } from '../world/access.js';
import { backchannelApplicationOf, rowsByKeys } from '../world/links.js';
import { flag, list, number, type Row, text } from '../world/row.js';
import type { World } from '../world/world.js';
import type { Model } from './links.js';
import { syncs } from './release-features.js';

/** The users or groups that a provider synchronises, in the order of their keys. */
export function inScope(world: World, provider: Row, model: Model): Row[] {
  return model === 'user' ? usersInScope(world, provider) : groupsInScope(world, provider);
}

function usersInScope(world: World, provider: Row): Row[] {
  const excludes = flag(provider, 'exclude_users_service_account');
  return world.users
    .all()
    .filter((user) => !(excludes && isServiceAccount(user)) && isWanted(world, provider, user))
    .sort((one, other) => number(one, 'pk') - number(other, 'pk'));
}

/** Until 2025.12 whoever is in the provider's group, from 2026.2 on whoever may open the application. */
function isWanted(world: World, provider: Row, user: Row): boolean {
  if (syncs(world.release, 'usersByApplication')) {
    const application = backchannelApplicationOf(world, provider);
    return application !== undefined && mayOpen(world, user, application);
  }
  const { filter_group: group } = provider;
  return typeof group !== 'string' || list(user, 'groups').includes(group);
}

function isServiceAccount(user: Row): boolean {
  const { attributes } = user;
  const marked = Object(attributes)['goauthentik.io/user/service-account'] === true;
  return marked || text(user, 'type').endsWith('service_account');
}

/** All groups, whether anybody in scope is in them or not; from 2026.2 on those chosen, if any. */
function groupsInScope(world: World, provider: Row): Row[] {
  const chosen = rowsByKeys(world.groups, list(provider, 'group_filters'));
  const groups = chosen.length > 0 ? chosen : world.groups.all();
  return [...groups].sort((one, other) => (text(one, 'pk') < text(other, 'pk') ? -1 : 1));
}
