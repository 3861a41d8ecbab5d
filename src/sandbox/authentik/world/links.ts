import { list, pkOf, type Row, type Value } from './row.js';
import type { Table } from './table.js';
import type { World } from './world.js';

/** The application whose main provider this is. */
export function applicationOf(world: World, provider: Row): Row | undefined {
  return world.applications.find('provider', pkOf(provider));
}

/** The application that this provider works for behind the scenes (SCIM). */
export function backchannelApplicationOf(world: World, provider: Row): Row | undefined {
  const pk = pkOf(provider);
  return world.applications.all().find((row) => list(row, 'backchannel_providers').includes(pk));
}

/** The members of a group, as user rows. */
export function membersOf(world: World, group: Row): Row[] {
  const pk = pkOf(group);
  return world.users.all().filter((user) => list(user, 'groups').includes(pk));
}

/** The groups that lie directly in a group: a group names one or, later, several that it lies in. */
export function childrenOf(world: World, group: Row): Row[] {
  const pk = pkOf(group);
  return world.groups.all().filter((row) => row.parent === pk || list(row, 'parents').includes(pk));
}

/** A group and all groups below it. */
export function withGroupsBelow(world: World, group: Row): Set<Row> {
  const reached = new Set([group]);
  for (const each of reached) for (const child of childrenOf(world, each)) reached.add(child);
  return reached;
}

/** The rows that a list of keys names, without those that are gone. */
export function rowsByKeys(table: Table, keys: readonly Value[]): Row[] {
  return keys.map((pk) => table.get(pk)).filter((row) => row !== undefined);
}

/** Sets fields that name a deleted object to null. */
export function clearLinks(table: Table, fields: readonly string[], gone: Value): void {
  for (const row of table.all()) {
    for (const field of fields) {
      if (row[field] === gone) row[field] = null;
    }
  }
}

/** Takes a deleted object out of lists that name it. */
export function dropFromLists(table: Table, fields: readonly string[], gone: Value): void {
  for (const row of table.all()) {
    for (const field of fields) {
      if (list(row, field).includes(gone)) {
        row[field] = list(row, field).filter((entry) => entry !== gone);
      }
    }
  }
}

/** Deletes the objects that cannot live without a deleted one. */
export function removeDependents(table: Table, field: string, gone: Value): void {
  for (const row of table.all()) {
    if (row[field] === gone) table.remove(row);
  }
}
