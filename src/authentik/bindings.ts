import { z } from 'zod';
import type { Client } from './client.js';

/** Who or what decides about access to a target, usually an application. */
export interface Binding {
  /** UUID. */
  readonly pk: string;
  /** Exactly one of group, user and policy is set. */
  readonly group?: { readonly pk: string; readonly name: string };
  readonly user?: { readonly pk: number; readonly username: string };
  readonly policy?: { readonly pk: string; readonly name: string };
  readonly order: number;
  readonly enabled: boolean;
  /** Whether it lets everyone else in instead. */
  readonly negate: boolean;
}

/** Reads, creates and deletes policy bindings; a target without any is open to everyone. */
export interface Bindings {
  /** The target is the `pk` of an application. */
  of(targetPk: string): Promise<Binding[]>;
  /** authentik makes a second one for the same group without a word: look before. */
  create(wanted: { targetPk: string; groupPk: string; order: number }): Promise<Binding>;
  remove(pk: string): Promise<void>;
}

const named = z.object({ pk: z.string(), name: z.string() });

const bindingSchema = z
  .object({
    pk: z.string(),
    group: z.string().nullable(),
    group_obj: named.nullish(),
    user: z.number().nullable(),
    user_obj: z.object({ pk: z.number(), username: z.string() }).nullish(),
    policy: z.string().nullable(),
    policy_obj: named.nullish(),
    order: z.number(),
    enabled: z.boolean(),
    negate: z.boolean(),
  })
  // A group shown without its object must not pass for "no group": access would look open.
  .refine((row) => row.group === null || row.group_obj, {
    error: 'is missing',
    path: ['group_obj'],
  })
  .refine((row) => row.user === null || row.user_obj, { error: 'is missing', path: ['user_obj'] })
  .refine((row) => row.policy === null || row.policy_obj, {
    error: 'is missing',
    path: ['policy_obj'],
  })
  .transform(
    (row): Binding => ({
      pk: row.pk,
      ...(row.group_obj ? { group: row.group_obj } : {}),
      ...(row.user_obj ? { user: row.user_obj } : {}),
      ...(row.policy_obj ? { policy: row.policy_obj } : {}),
      order: row.order,
      enabled: row.enabled,
      negate: row.negate,
    }),
  );

const path = '/policies/bindings/';

/** Policy bindings, as `/policies/bindings/` gives them on every release. */
export function bindings(client: Client): Bindings {
  return {
    of: async (targetPk) => {
      const found: Binding[] = [];
      const question = {
        operation: 'look up policy bindings',
        path,
        query: { target: targetPk, ordering: 'order' },
      } as const;
      for await (const binding of client.rows(question, bindingSchema)) found.push(binding);
      return found;
    },
    create: ({ targetPk, groupPk, order }) =>
      client.create(
        { operation: 'create a policy binding', path },
        { target: targetPk, group: groupPk, order },
        bindingSchema,
      ),
    remove: (pk) =>
      client.remove({
        operation: 'delete a policy binding',
        path: `${path}${encodeURIComponent(pk)}/`,
      }),
  };
}
