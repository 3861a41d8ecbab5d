import { nothing, Refusal } from '../http/answers.js';
import type { Endpoint, Operation } from '../http/endpoint.js';
import { clearLinks, dropFromLists, membersOf, removeDependents } from '../world/links.js';
import { list, number, pkOf, type Row, text, type Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { pick } from './crud.js';
import { equal } from './filters.js';
import { groupFields } from './group-views.js';
import type { Resource } from './resource.js';

/** Groups of users. */
export const groups: Resource = {
  path: '/core/groups/',
  table: (world) => world.groups,
  model: 'authentik_core.group',
  title: 'Group',
  lookup: 'pk',
  fields: groupFields,
  filters: {
    name: equal('name'),
    is_superuser: equal('is_superuser'),
    members_by_pk: (row, wanted, world) =>
      membersOf(world, row).some((user) => wanted.includes(String(pkOf(user)))),
    members_by_username: (row, wanted, world) =>
      membersOf(world, row).some((user) => wanted.includes(text(user, 'username'))),
  },
  searched: ['name'],
  order: 'name',
  writable: {
    fresh: (world) => ({ num_pk: nextNumber(world) }),
    saved: (group, world) => world.scimSync.changed('group', group),
    removed: forgetGroup,
  },
};

/** `add_user` and `remove_user` of a group: 204 without a body. */
export const membership: readonly Endpoint[] = [
  membershipEndpoint('add', (held, group) => [...held, group]),
  membershipEndpoint('remove', (held, group) => held.filter((pk) => pk !== group)),
];

/** What becomes of the groups that a user is in. */
type Change = (held: readonly Value[], group: Value) => Value[];

function membershipEndpoint(action: 'add' | 'remove', change: Change): Endpoint {
  const run: Operation['run'] = async (call) => {
    const { world } = call;
    const group = await pick(groups, call, 'view', 'change');
    const user = world.users.get(Number(call.body.pk));
    if (user === undefined) throw new Refusal(404, { detail: 'Not found.' });
    const held = list(user, 'groups');
    if (held.includes(pkOf(group)) === (action === 'add')) return nothing();
    user.groups = change(held, pkOf(group));
    user.last_updated = world.now().toISOString();
    world.scimSync.membersChanged(group, action, [user]);
    return nothing();
  };
  return {
    path: `${groups.path}:key/${action}_user/`,
    methods: { POST: { rights: 'signed-in', run } },
  };
}

function nextNumber(world: World): number {
  return 1 + Math.max(0, ...world.groups.all().map((group) => number(group, 'num_pk')));
}

function forgetGroup(group: Row, world: World): void {
  world.scimSync.deleted('group', group);
  const pk = pkOf(group);
  removeDependents(world.bindings, 'group', pk);
  dropFromLists(world.users, ['groups'], pk);
  dropFromLists(world.groups, ['parents'], pk);
  clearLinks(world.groups, ['parent'], pk);
  dropFromLists(world.providers, ['group_filters'], pk);
  clearLinks(world.providers, ['filter_group'], pk);
}
