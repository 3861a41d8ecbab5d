import { z } from 'zod';
import type { Client, Question } from './client.js';

/** A group of users. */
export interface Group {
  /** UUID. */
  readonly pk: string;
  /** Unique. */
  readonly name: string;
  /** Whether its members are superusers. */
  readonly superuser: boolean;
  /** Keys of its direct members; undefined where the server does not show them. */
  readonly memberPks?: readonly number[] | undefined;
}

/** Reads groups. */
export interface Groups {
  byName(name: string): Promise<Group | undefined>;
  get(pk: string): Promise<Group | undefined>;
  /** Page by page in the order of their names, never all in memory. */
  all(): AsyncIterable<Group>;
}

const groupSchema = z
  .object({
    pk: z.string(),
    name: z.string(),
    is_superuser: z.boolean(),
    users: z.array(z.number()).optional(),
  })
  .transform(
    (row): Group => ({
      pk: row.pk,
      name: row.name,
      superuser: row.is_superuser,
      memberPks: row.users,
    }),
  );

/**
 * Groups with the keys of their members, which every release sends, but without the members
 * themselves, which releases before 2024.4 send all the same.
 */
export function groups(client: Client): Groups {
  const question = (query?: Question['query']): Question => ({
    operation: 'look up groups',
    path: '/core/groups/',
    query: { include_users: false, ...query },
  });
  return {
    byName: (name) =>
      client.firstRow(question({ name }), groupSchema, (group) => group.name === name),
    get: (pk) =>
      client.find({ ...question(), path: `/core/groups/${encodeURIComponent(pk)}/` }, groupSchema),
    all: () => client.rows(question({ ordering: 'name' }), groupSchema),
  };
}
