import {
  constant,
  derived,
  type Field,
  optional,
  readOnly,
  required,
  show,
} from '../fields/field.js';
import { aFlag, aKeyOf, anObject, aText, listOf, orNull } from '../fields/kinds.js';
import type { View } from '../http/endpoint.js';
import { has } from '../releases.js';
import { childrenOf, membersOf } from '../world/links.js';
import { pkOf, type Row, text, type Value } from '../world/row.js';

const member: readonly Field[] = ['pk', 'username', 'name', 'is_active', 'last_login', 'email']
  .map((name) => readOnly(name))
  .concat([readOnly('attributes'), readOnly('uid')]);

const name = [
  required('name', aText(), { until: 'uniqueGroupNames' }),
  required('name', aText(), { unique: 'This field must be unique.', from: 'uniqueGroupNames' }),
];
const aGroup = aKeyOf((world, pk) => world.groups.get(pk), 'uuid');
const parent = optional('parent', orNull(aGroup), null, { until: 'groupParents' });
const superuser = optional('is_superuser', aFlag(), false);
const attributes = optional('attributes', anObject(), {});

const brief: readonly Field[] = [
  readOnly('pk'),
  readOnly('num_pk'),
  ...name,
  superuser,
  parent,
  derived('parent_name', parentName, { from: 'parentNameEverywhere', until: 'groupParents' }),
  attributes,
];

/** A group, field by field, in every release. */
export const groupFields: readonly Field[] = [
  readOnly('pk'),
  readOnly('num_pk'),
  ...name,
  superuser,
  parent,
  derived('parent_name', parentName, { until: 'groupParents' }),
  optional('parents', listOf(aGroup), [], { from: 'groupParents' }),
  constant('parents_obj', null, { from: 'groupParents' }),
  derived('users', (row, { world }) => membersOf(world, row).map(pkOf)),
  derived('users_obj', members),
  attributes,
  constant('roles', [], { from: 'roles' }),
  constant('roles_obj', [], { from: 'roles' }),
  constant('inherited_roles_obj', null, { from: 'groupParents' }),
  derived('children', (row, { world }) => childrenOf(world, row).map(pkOf), {
    from: 'groupChildren',
  }),
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

function parentName(row: Row, { world }: View): Value {
  const found = world.groups.get(row.parent);
  return found ? text(found, 'name') : null;
}
