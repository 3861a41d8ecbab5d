import { z } from 'zod';
import { allOf } from '../basics/all-of.js';
import type { Client, Question } from './client.js';

/** A group of users. */
export interface Group {
  /** UUID. */
  readonly pk: string;
  /**
   * Unique from 2025.12 on. Until 2024.4 two groups could be given the same name, and 2024.6 to
   * 2025.10 let those be that were there before (issue 10165, release notes of 2024.6; core/models.py).
   */
  readonly name: string;
  /** Whether its members are superusers. */
  readonly superuser: boolean;
  /** Keys of its direct members; undefined where the server does not show them. */
  readonly memberPks?: readonly number[] | undefined;
  /** Keys of the groups that it lies in: at most one until 2025.10. */
  readonly parentPks: readonly string[];
  /** Keys of the groups that lie in it; undefined before 2025.8, which does not tell. */
  readonly childPks?: readonly string[] | undefined;
}

/** Reads groups. */
export interface Groups {
  /** All of this name: there may be several. */
  named(name: string): Promise<Group[]>;
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
    parent: z.string().nullish(),
    parents: z.array(z.string()).nullish(),
    children: z.array(z.string()).nullish(),
  })
  .transform(
    (row): Group => ({
      pk: row.pk,
      name: row.name,
      superuser: row.is_superuser,
      memberPks: row.users,
      parentPks: row.parents ?? (row.parent ? [row.parent] : []),
      childPks: row.children ?? undefined,
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
    named: async (name) => {
      const found = await allOf(client.rows(question({ name }), groupSchema));
      return found.filter((group) => group.name === name);
    },
    get: (pk) =>
      client.find({ ...question(), path: `/core/groups/${encodeURIComponent(pk)}/` }, groupSchema),
    all: () => client.rows(question({ ordering: 'name' }), groupSchema),
  };
}
