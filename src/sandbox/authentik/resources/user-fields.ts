import { derived, type Field, optional, readOnly, required, show } from '../fields/field.js';
import { aFlag, aKeyOf, anObject, aText, listOf, oneOf } from '../fields/kinds.js';
import { isSuperuser } from '../http/callers.js';
import type { View } from '../http/endpoint.js';
import { has } from '../releases.js';
import { rowsByKeys } from '../world/links.js';
import { list, type Row, text, type Value } from '../world/row.js';
import { showGroupBriefly } from './group-views.js';

const avatar = 'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=';
const group = aKeyOf((world, pk) => world.groups.get(pk), 'uuid');

/** A user, field by field, in every release. */
export const userFields: readonly Field[] = [
  readOnly('pk'),
  required('username', aText({ most: 150 }), { unique: 'This field must be unique.' }),
  required('name', aText({ blank: true })),
  optional('is_active', aFlag(), true),
  readOnly('last_login'),
  readOnly('date_joined', { from: 'userDates' }),
  derived('is_superuser', (row, { world }) => isSuperuser(world, row)),
  optional('groups', listOf(group), []),
  derived('groups_obj', groupsOf),
  readOnly('roles', { from: 'userRoles' }),
  derived('roles_obj', rolesOf, { from: 'userRoles' }),
  optional('email', aText({ blank: true }), ''),
  derived('avatar', () => avatar),
  optional('attributes', anObject(), {}),
  readOnly('uid'),
  optional('path', aText(), 'users'),
  optional(
    'type',
    oneOf(['internal', 'external', 'service_account', 'internal_service_account']),
    'internal',
    { from: 'userType' },
  ),
  readOnly('uuid'),
  readOnly('password_change_date', { from: 'userDates' }),
  readOnly('last_updated', { from: 'lastUpdated' }),
];

/** A user as part of another object, such as a token's `user_obj`. */
export function showUser(user: Row, view: View): Row {
  return show(userFields, user, { ...view, query: new URLSearchParams() });
}

function groupsOf(row: Row, view: View): Value {
  const left = view.query.get('include_groups') === 'false';
  if (left && has(view.world.release, 'leaveOutRelations')) return null;
  return rowsByKeys(view.world.groups, list(row, 'groups')).map((each) =>
    showGroupBriefly(each, view),
  );
}

function rolesOf(row: Row, { world, query }: View): Value {
  if (query.get('include_roles') === 'false') return null;
  return rowsByKeys(world.roles, list(row, 'roles')).map((role) => ({
    pk: text(role, 'pk'),
    name: text(role, 'name'),
  }));
}
