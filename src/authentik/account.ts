import { z } from 'zod';
import type { Client } from './client.js';

/** The user whose token it is. */
export interface Account {
  readonly pk: number;
  readonly username: string;
  /** A superuser needs no further permission. */
  readonly superuser: boolean;
}

const answerSchema = z.object({
  user: z.object({ pk: z.number(), username: z.string(), is_superuser: z.boolean() }),
});

/** Asks whose token it is; works with any valid token. */
export async function readAccount(client: Client): Promise<Account> {
  const question = {
    operation: 'find out whose token this is',
    path: '/core/users/me/',
  } as const;
  const { user } = await client.read(question, answerSchema);
  return { pk: user.pk, username: user.username, superuser: user.is_superuser };
}
