import {
  constant,
  derived,
  type Field,
  optional,
  readOnly,
  required,
  show,
} from '../fields/field.js';
import { aFlag, anObject, aText } from '../fields/kinds.js';
import type { View } from '../http/endpoint.js';
import { has } from '../releases.js';
import { membersOf } from '../world/links.js';
import { pkOf, type Row, type Value } from '../world/row.js';

const member: readonly Field[] = ['pk', 'username', 'name', 'is_active', 'last_login', 'email']
  .map((name) => readOnly(name))
  .concat([readOnly('attributes'), readOnly('uid')]);

const name = required('name', aText(), { unique: 'group with this name already exists.' });
const superuser = optional('is_superuser', aFlag(), false);
const attributes = optional('attributes', anObject(), {});

const brief: readonly Field[] = [
  readOnly('pk'),
  readOnly('num_pk'),
  name,
  superuser,
  constant('parent', null, { until: 'groupParents' }),
  constant('parent_name', null, { from: 'parentNameEverywhere', until: 'groupParents' }),
  attributes,
];

/** A group, field by field, in every release. Groups within groups are not played. */
export const groupFields: readonly Field[] = [
  readOnly('pk'),
  readOnly('num_pk'),
  name,
  superuser,
  constant('parent', null, { until: 'groupParents' }),
  constant('parent_name', null, { until: 'groupParents' }),
  constant('parents', [], { from: 'groupParents' }),
  constant('parents_obj', null, { from: 'groupParents' }),
  derived('users', (row, { world }) => membersOf(world, row).map(pkOf)),
  derived('users_obj', members),
  attributes,
  constant('roles', [], { from: 'roles' }),
  constant('roles_obj', [], { from: 'roles' }),
  constant('inherited_roles_obj', null, { from: 'groupParents' }),
  constant('children', [], { from: 'groupChildren' }),
  constant('children_obj', null, { from: 'groupChildren' }),
];

/** A group with everything, as in a binding until 2025.8. */
export function showGroup(group: Row, view: View): Row {
  return show(groupFields, group, { ...view, query: new URLSearchParams() });
}

/** A group as a user or a binding shows it. */
export function showGroupBriefly(group: Row, view: View): Row {
  return show(brief, group, view);
}

function members(row: Row, view: View): Value {
  const left = view.query.get('include_users') === 'false';
  if (left && has(view.world.release, 'leaveOutRelations')) return null;
  return membersOf(view.world, row).map((user) => show(member, user, view));
}
