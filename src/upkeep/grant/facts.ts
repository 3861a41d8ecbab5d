import { z } from 'zod';

const policies = z.object({
  /** ARNs of policies that AWS manages. */
  managed: z.array(z.string()),
  customer: z.array(z.object({ name: z.string(), path: z.string() })),
  /** JSON; empty for none. */
  inline: z.string(),
});

const principalType = z.enum(['USER', 'GROUP']);

/** The vocabulary in which the steps of giving access speak to one another. */
export const grantFactsSchema = z.object({
  /** What the user asks for; settled before the first step. */
  wishes: z.object({
    principal: z.object({ type: principalType, name: z.string() }),
    /** Ids and names, or `all`. */
    accounts: z.array(z.string()),
    /** By name, or by ARN where it has to be there already. */
    permissionSet: z.string(),
    /** All that the permission set is to permit; absent: it is taken as it is. */
    policies: policies.optional(),
    /** Milliseconds; absent: as it is, or AWS's own for a new one. */
    sessionDuration: z.number().int().optional(),
    allowManagementAccount: z.boolean(),
    /** Others' permission sets may be changed. */
    acceptChange: z.boolean(),
  }),
  principal: z.object({ type: principalType, id: z.string(), name: z.string() }),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  permissionSet: z.object({ arn: z.string(), name: z.string() }),
  /** The ids of the accounts in which the principal has the permission set. */
  assigned: z.array(z.string()),
});

/** See {@link grantFactsSchema}. */
export type GrantFacts = z.infer<typeof grantFactsSchema>;
