import type { DirectoryUser, UserChanges } from '../world/people.js';
import { SCIM } from '../world/provisioning.js';
import type { ScimAnswer } from './answer.js';
import { metaOf, type OperationCall, type ScimOperation, uniquely } from './call.js';
import { noSuchResource } from './errors.js';
import { externalIdsOf } from './external-ids.js';
import { listAnswer } from './list.js';
import { type DescribedUser, describeUser, readUser } from './user-body.js';
import { foundUsers } from './user-filter.js';
import { patchUser } from './user-patch.js';

/** Only "Duplicate GroupDisplayName" was seen on AWS; these are made after it. */
const duplicates = {
  userName: 'Duplicate UserName',
  email: 'Duplicate UserEmail',
  externalId: 'Duplicate UserExternalId',
};

/** The SCIM operations on users. */
export const userOperations: Readonly<Record<string, ScimOperation>> = {
  CreateUser: (call) => {
    const { externalId, ...user } = readUser(call.body);
    const externalIds = externalIdsOf([], call.issuer, externalId);
    const added = uniquely(
      () => call.directory.addUser({ ...user, externalIds, createdBy: SCIM }),
      duplicates,
    );
    return answer(201, added, call);
  },

  GetUser: (call) => answer(200, userOf(call), call),

  ListUsers: (call) =>
    listAnswer(call, foundUsers(call), (user) => userResource(user, call.issuer)),

  PutUser: (call) => {
    const user = userOf(call);
    return answer(201, overwrite(call, user, readUser(call.body)), call);
  },

  PatchUser: (call) => {
    const user = userOf(call);
    const patched = patchUser(describeUser(user, call.issuer), call.body);
    return answer(200, overwrite(call, user, readUser(patched)), call);
  },

  DeleteUser: (call) => {
    call.directory.removeUser(userOf(call).userId);
    return { status: 204 };
  },
};

function userOf({ directory, id }: OperationCall): DirectoryUser {
  const found = directory.users.get(id);
  if (found === undefined) throw noSuchResource('User not found');
  return found;
}

function overwrite(
  call: OperationCall,
  user: DirectoryUser,
  { externalId, ...described }: DescribedUser,
): DirectoryUser {
  const changes: UserChanges = {
    ...described,
    externalIds: externalIdsOf(user.externalIds, call.issuer, externalId),
  };
  return uniquely(() => call.directory.updateUser(user, changes, SCIM), duplicates);
}

function answer(status: number, user: DirectoryUser, { issuer }: OperationCall): ScimAnswer {
  return { status, body: userResource(user, issuer) };
}

function userResource(user: DirectoryUser, issuer: string): Record<string, unknown> {
  return { id: user.userId, meta: metaOf('User', user), ...describeUser(user, issuer) };
}
