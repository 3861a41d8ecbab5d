import { z } from 'zod';
import { identityStoreOf, type Operation, readInput } from './call.js';
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
import { profileOf, userInput, userOutput } from './user-form.js';

const listInput = z.object({ ...storeInput, ...pagingInput, ...filtersInput('UserName') });
const createInput = z.object({ ...storeInput, ...userInput });
const idInput = z.object({ ...storeInput, UserId: z.string() });
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

  DeleteUser: (call) => {
    const input = readInput(call, idInput);
    const { directory } = identityStoreOf(call, input.IdentityStoreId);
    directory.removeUser(recordOf(directory.users, 'USER', input.UserId).userId);
    return {};
  },
};
