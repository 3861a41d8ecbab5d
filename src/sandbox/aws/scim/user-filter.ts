import { externalIdKey } from '../world/directory.js';
import type { DirectoryUser } from '../world/people.js';
import type { OperationCall } from './call.js';
import { readFilter } from './filter.js';

/** What ListUsers can be asked for (SCIM developer guide, listusers); `id` alone is allowed, too. */
const combinations = [['userName'], ['externalId'], ['groups.value'], ['id'], ['id', 'manager']];

/** The users that the request's filter finds; all of them without a filter. Throws a ValidationException. */
export function foundUsers({ directory, issuer, query }: OperationCall): DirectoryUser[] {
  const filter = query.get('filter');
  if (filter === null) return directory.users.all();
  const wanted = readFilter(filter, combinations);
  const groupId = wanted.get('groups.value');
  if (groupId !== undefined) {
    return directory.users.all().filter(({ userId }) => directory.membership(groupId, userId));
  }
  const user = findUser(directory, wanted, issuer);
  const manager = wanted.get('manager');
  const isWanted =
    user !== undefined &&
    (manager === undefined || user.details.enterprise?.manager?.value === manager);
  return isWanted ? [user] : [];
}

function findUser(
  { users }: OperationCall['directory'],
  wanted: ReadonlyMap<string, string>,
  issuer: string,
): DirectoryUser | undefined {
  const userName = wanted.get('userName');
  if (userName !== undefined) return users.find('userName', userName);
  const id = wanted.get('externalId');
  if (id !== undefined) return users.find('externalId', externalIdKey({ issuer, id }));
  return users.get(wanted.get('id') ?? '');
}
