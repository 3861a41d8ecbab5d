import { constant, derived, type Field, optional, readOnly, required } from '../fields/field.js';
import { aFlag, aKeyOf, anInteger, orNull } from '../fields/kinds.js';
import { Refusal, Stumble } from '../http/answers.js';
import { has } from '../releases.js';
import type { Row } from '../world/row.js';
import type { World } from '../world/world.js';
import { anyOf, equal } from './filters.js';
import { showGroup, showGroupBriefly } from './group-views.js';
import type { Resource } from './resource.js';
import { showUser } from './user-fields.js';

const targets = [
  optional('policy', orNull(aKeyOf(() => undefined, 'uuid')), null),
  optional('group', orNull(aKeyOf((world, pk) => world.groups.get(pk), 'uuid')), null),
  optional('user', orNull(aKeyOf((world, pk) => world.users.get(pk), 'integer')), null),
];

const fields: readonly Field[] = [
  readOnly('pk'),
  ...targets,
  constant('policy_obj', null),
  derived('group_obj', (row, view) => {
    const group = view.world.groups.get(row.group);
    if (group === undefined) return null;
    const brief = has(view.world.release, 'shortGroupInBinding');
    return brief ? showGroupBriefly(group, view) : showGroup(group, view);
  }),
  derived('user_obj', (row, view) => {
    const user = view.world.users.get(row.user);
    return user ? showUser(user, view) : null;
  }),
  required(
    'target',
    aKeyOf((world, pk) => world.applications.get(pk) ?? world.flows.get(pk), 'uuid'),
  ),
  optional('negate', aFlag(), false),
  optional('enabled', aFlag(), true),
  required('order', anInteger()),
  optional('timeout', anInteger(), 30),
  optional('failure_result', aFlag(), false, { from: 'roles' }),
];

/** Policy bindings: which group or user may open an application. Policies are not played. */
export const bindings: Resource = {
  path: '/policies/bindings/',
  table: (world) => world.bindings,
  model: 'authentik_policies.policybinding',
  title: 'PolicyBinding',
  lookup: 'pk',
  fields,
  filters: {
    target: equal('target'),
    target__in: anyOf('target'),
    policy: equal('policy'),
    enabled: equal('enabled'),
    order: equal('order'),
  },
  searched: [],
  order: 'order',
  writable: { check: demandOneSubject },
};

/**
 * Exactly one of policy, group and user. Only what was sent is looked at, so that a PATCH repeats
 * the subject and the target; without the target a real server stumbles (authentik's
 * policies/api/bindings.py).
 */
function demandOneSubject(changes: Row, row: Row | undefined, { release }: World): void {
  if (row !== undefined && changes.target === undefined) throw new Stumble();
  const set = targets.filter(({ name }) => (changes[name] ?? null) !== null);
  if (set.length === 1) return;
  const names = has(release, 'bindingMessageByOrder')
    ? "'group', 'policy', 'user'"
    : "'policy', 'group' or 'user'";
  const complaint =
    set.length === 0 ? `One of ${names} must be set.` : `Only one of ${names} can be set.`;
  throw new Refusal(400, { non_field_errors: [complaint] });
}
