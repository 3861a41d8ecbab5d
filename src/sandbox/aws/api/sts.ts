import type { Operation } from './call.js';

/** AWS Security Token Service: who the caller is. */
export const stsOperations: Readonly<Record<string, Operation>> = {
  GetCallerIdentity: ({ world: { caller } }) => ({
    Arn: caller.arn,
    UserId: caller.userId,
    Account: caller.accountId,
  }),
};
