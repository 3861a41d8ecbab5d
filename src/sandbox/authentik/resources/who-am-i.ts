import { derived, type Field, show } from '../fields/field.js';
import { json } from '../http/answers.js';
import { isSuperuser, permissionsOf } from '../http/callers.js';
import { type Endpoint, type View, viewOf } from '../http/endpoint.js';
import { has } from '../releases.js';
import { rowsByKeys } from '../world/links.js';
import { list, type Row, text, type Value } from '../world/row.js';
import type { Table } from '../world/table.js';
import { userFields } from './user-fields.js';

/** The caller, as he sees himself. */
export const whoAmI: Endpoint = {
  path: '/core/users/me/',
  methods: {
    GET: {
      rights: 'signed-in',
      run: (call) => json({ user: show(fields, call.user, viewOf(call)) }),
    },
  },
};

const copied = ['pk', 'username', 'name', 'is_active', 'is_superuser'];
const copiedLater = ['email', 'avatar', 'uid'];

const fields: readonly Field[] = [
  ...userFields.filter(({ name }) => copied.includes(name)),
  derived('groups', (row, { world }) => named(world.groups, list(row, 'groups'))),
  derived('roles', (row, { world }) => named(world.roles, list(row, 'roles')), {
    from: 'userRoles',
  }),
  ...userFields.filter(({ name }) => copiedLater.includes(name)),
  derived('settings', () => ({})),
  ...userFields.filter(({ name }) => name === 'type'),
  derived('system_permissions', systemPermissions, { from: 'roles' }),
];

function named(table: Table, keys: readonly Value[]): Value {
  return rowsByKeys(table, keys).map((row) => ({ name: text(row, 'name'), pk: text(row, 'pk') }));
}

const always = [
  ...['access_admin_interface', 'view_system_info', 'view_role', 'add_role', 'change_role'],
  ...['delete_role', 'assign_role_permissions', 'unassign_role_permissions'],
];
const initialPermissions = ['view', 'add', 'change', 'delete'].map(
  (action) => `${action}_initialpermissions`,
);

/** Rights on the system as a whole, without their application's name (recordings: `who am I`). */
function systemPermissions(user: Row, { world }: View): Value {
  const { release } = world;
  const all = [
    ...always,
    ...(has(release, 'syncObject')
      ? ['view_system_settings', 'edit_system_settings']
      : ['view_system_tasks', 'run_system_tasks']),
    ...(has(release, 'authnContextMapping') ? initialPermissions : []),
    ...(has(release, 'fileIcons') ? ['view_media_files', 'manage_media_files'] : []),
  ];
  if (isSuperuser(world, user)) return all;
  const held = permissionsOf(world, user);
  return all.filter((name) => held.has(`authentik_rbac.${name}`));
}
