import { externalIdKey } from '../world/directory.js';
import type { DirectoryGroup } from '../world/people.js';
import type { OperationCall } from './call.js';
import { readFilter } from './filter.js';

/** What ListGroups can be asked for (SCIM developer guide, listgroups); `id` alone is allowed, too. */
const combinations: readonly (readonly string[])[] = [
  ['displayName'],
  ['externalId'],
  ['members'],
  ['members.value'],
  ['id'],
  ['id', 'members'],
  ['id', 'members.value'],
];

/** The groups that the request's filter finds; all of them without a filter. Throws a ValidationException. */
export function foundGroups(call: OperationCall): DirectoryGroup[] {
  const { directory, query } = call;
  const filter = query.get('filter');
  if (filter === null) return directory.groups.all();
  const wanted = readFilter(filter, combinations);
  const member = wanted.get('members') ?? wanted.get('members.value');
  const groups = candidates(call, wanted);
  if (member === undefined) return groups;
  return groups.filter(({ groupId }) => directory.membership(groupId, member));
}

function candidates(
  { directory: { groups }, issuer }: OperationCall,
  wanted: ReadonlyMap<string, string>,
): DirectoryGroup[] {
  const [displayName, id, groupId] = ['displayName', 'externalId', 'id'].map((key) =>
    wanted.get(key),
  );
  if (displayName !== undefined) return present(groups.find('displayName', displayName));
  if (id !== undefined) return present(groups.find('externalId', externalIdKey({ issuer, id })));
  return groupId === undefined ? groups.all() : present(groups.get(groupId));
}

function present<Item>(item: Item | undefined): Item[] {
  return item === undefined ? [] : [item];
}
