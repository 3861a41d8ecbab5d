import { z } from 'zod';
import type { Client, Question } from './client.js';

/** A user of authentik. */
export interface User {
  readonly pk: number;
  readonly username: string;
  /** The full name; may be empty. */
  readonly name: string;
  /** May be empty. */
  readonly email: string;
  readonly active: boolean;
  /**
   * `internal`, `external`, `service_account` or `internal_service_account`. Releases before
   * 2023.8 only know whether it is a service account: there everyone else is `internal`.
   */
  readonly kind: string;
  /**
   * 64 hexadecimal digits made of the key and the server's own: what SCIM sends as `externalId`
   * (seen on all recorded releases).
   */
  readonly uid?: string | undefined;
  readonly uuid?: string | undefined;
  /** Keys of the groups that the user is a direct member of; undefined where they are not shown. */
  readonly groupPks?: readonly string[] | undefined;
}

/** Which users to list; everyone without it. */
export interface UserFilter {
  /**
   * Direct members of any of these groups; authentik does not count members of subgroups here.
   * A name that does not exist is answered 400. Absent or empty: whatever their groups.
   */
  readonly groupNames?: readonly string[];
  readonly activeOnly?: boolean;
}

/** Reads users. */
export interface Users {
  byUsername(username: string): Promise<User | undefined>;
  /** Page by page in the order of their keys, never all in memory. */
  all(filter?: UserFilter): AsyncIterable<User>;
}

const serviceAccountAttribute = 'goauthentik.io/user/service-account';

const userSchema = z
  .object({
    pk: z.number(),
    username: z.string(),
    name: z.string(),
    email: z.string(),
    is_active: z.boolean(),
    type: z.string().optional(),
    attributes: z.record(z.string(), z.unknown()).optional(),
    uid: z.string().optional(),
    uuid: z.string().optional(),
    groups: z.array(z.string()).optional(),
  })
  .transform(
    (row): User => ({
      pk: row.pk,
      username: row.username,
      name: row.name,
      email: row.email,
      active: row.is_active,
      kind: row.type ?? kindByAttribute(row.attributes ?? {}),
      uid: row.uid,
      uuid: row.uuid,
      groupPks: row.groups,
    }),
  );

function kindByAttribute(attributes: Record<string, unknown>): string {
  return attributes[serviceAccountAttribute] === true ? 'service_account' : 'internal';
}

/** Users without the objects of their groups, which releases before 2024.4 send all the same. */
export function users(client: Client): Users {
  const question = (query: Question['query']): Question => ({
    operation: 'look up users',
    path: '/core/users/',
    query: { include_groups: false, ...query },
  });
  return {
    byUsername: (username) =>
      client.firstRow(question({ username }), userSchema, (user) => user.username === username),
    all: ({ groupNames, activeOnly } = {}) =>
      client.rows(
        question({
          ordering: 'pk',
          groups_by_name: groupNames,
          is_active: activeOnly === true ? true : undefined,
        }),
        userSchema,
      ),
  };
}
