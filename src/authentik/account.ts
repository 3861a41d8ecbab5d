import { z } from 'zod';
import type { Client } from './client.js';

/** The user whose token it is. */
export interface Account {
  readonly pk: number;
  readonly username: string;
  /** A superuser needs no further permission. */
  readonly superuser: boolean;
  /** Keys of his roles; only from 2025.12 does authentik name them here (seen on 2026.2.2). */
  readonly rolePks?: readonly string[] | undefined;
}

const answerSchema = z.object({
  user: z.object({
    pk: z.number(),
    username: z.string(),
    is_superuser: z.boolean(),
    roles: z.array(z.object({ pk: z.string() })).optional(),
  }),
});

/** Asks whose token it is; works with any valid token. */
export async function readAccount(client: Client): Promise<Account> {
  const question = {
    operation: 'find out whose token this is',
    path: '/core/users/me/',
  } as const;
  const { user } = await client.read(question, answerSchema);
  const { pk, username, is_superuser: superuser, roles } = user;
  return { pk, username, superuser, rolePks: roles?.map((role) => role.pk) };
}
