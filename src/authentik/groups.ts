import { z } from 'zod';
import type { Client } from './client.js';

/** A group of users. */
export interface Group {
  /** UUID. */
  readonly pk: string;
  /** Unique. */
  readonly name: string;
  /** Whether its members are superusers. */
  readonly superuser: boolean;
}

/** Reads groups. */
export interface Groups {
  byName(name: string): Promise<Group | undefined>;
}

const groupSchema = z
  .object({ pk: z.string(), name: z.string(), is_superuser: z.boolean() })
  .transform((row): Group => ({ pk: row.pk, name: row.name, superuser: row.is_superuser }));

/** Groups without their members, which releases before 2024.4 send all the same. */
export function groups(client: Client): Groups {
  return {
    byName: (name) =>
      client.firstRow(
        {
          operation: 'look up groups',
          path: '/core/groups/',
          query: { name, include_users: false },
        },
        groupSchema,
        (group) => group.name === name,
      ),
  };
}
