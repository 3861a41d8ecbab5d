import { z } from 'zod';
import { identityStoreOf, type Operation, readInput } from './call.js';
import { invalid } from './errors.js';
import {
  alternateIdentifier,
  filtered,
  filtersInput,
  findRecord,
  recordOf,
  storeInput,
  uniquely,
} from './identity-store.js';
import { pageOf, pagingInput } from './paging.js';
import { profileOf, userInput, userNameInput, userOutput } from './user-form.js';

const listInput = z.object({ ...storeInput, ...pagingInput, ...filtersInput('UserName') });
const createInput = z.object({ ...storeInput, ...userInput });
const idInput = z.object({ ...storeInput, UserId: z.string() });
const updateInput = z.object({
  ...idInput.shape,
  Operations: z
    .array(z.object({ AttributePath: z.string(), AttributeValue: z.unknown() }))
    .min(1)
    .max(100),
});
const lookupInput = z.object({
  ...storeInput,
  AlternateIdentifier: alternateIdentifier({ userName: 'userName', 'emails.value': 'email' }),
});

/** The identity store: its users. */
export const userOperations: Readonly<Record<string, Operation>> = {
  ListUsers: (call) => {
    const input = readInput(call, listInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    const users = filtered(directory.users, 'userName', input.Filters);
    const { items, ...rest } = pageOf(users, { ...input, pageSize: call.pageSize });
    return { Users: items.map((user) => userOutput(user, identityStoreId)), ...rest };
  },

  DescribeUser: (call) => {
    const input = readInput(call, idInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    return userOutput(recordOf(directory.users, 'USER', input.UserId), identityStoreId);
  },

  GetUserId: (call) => {
    const input = readInput(call, lookupInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    const { userId } = findRecord(directory.users, 'USER', input.AlternateIdentifier);
    return { UserId: userId, IdentityStoreId: identityStoreId };
  },

  CreateUser: (call) => {
    const input = readInput(call, createInput);
    const { identityStoreId, directory } = identityStoreOf(call, input.IdentityStoreId);
    const { userId } = uniquely(() =>
      directory.addUser({
        userName: input.UserName,
        displayName: input.DisplayName,
        name: input.Name,
        emails: input.Emails,
        profile: profileOf(input),
        createdBy: call.world.caller.arn,
      }),
    );
    return { UserId: userId, IdentityStoreId: identityStoreId };
  },

  UpdateUser: (call) => {
    const input = readInput(call, updateInput);
    const { directory } = identityStoreOf(call, input.IdentityStoreId);
    const user = recordOf(directory.users, 'USER', input.UserId);
    const userName = input.Operations.map(newUserName).at(-1) ?? user.userName;
    uniquely(() => directory.updateUser(user, { userName }, call.world.caller.arn));
    return {};
  },

  DeleteUser: (call) => {
    const input = readInput(call, idInput);
    const { directory } = identityStoreOf(call, input.IdentityStoreId);
    directory.removeUser(recordOf(directory.users, 'USER', input.UserId).userId);
    return {};
  },
};

/** The one attribute that is played; `UserName`, as the answers have it, is refused like this. */
function newUserName(change: { AttributePath: string; AttributeValue?: unknown }): string {
  if (change.AttributePath !== 'userName') {
    throw invalid(`Updates for AttributePath: ${change.AttributePath} is not supported`);
  }
  const read = userNameInput.safeParse(change.AttributeValue);
  if (read.success) return read.data;
  throw invalid('userName is not a user name');
}
