import { z } from 'zod';
import type { Account } from './account.js';
import type { Client } from './client.js';
import { AuthentikError } from './errors.js';
import { has } from './releases.js';
import type { Release } from './version.js';

/** Whether the token's user holds a permission, as far as that can be found out. */
export type Held = 'held' | 'missing' | 'not known';

/** Finds out what the token's user may do, without doing it. */
export interface Permissions {
  /**
   * All that his roles hold, by their full names; undefined before 2025.12, where a token cannot
   * find out its roles.
   */
  ofRoles(): Promise<ReadonlySet<string> | undefined>;
  /**
   * Tries one permission: `view_` by reading, `add_` by a creation with nothing in it, which
   * authentik refuses with 403 without the permission and with 400 with it, before anything is
   * made. What can be tried in neither way is not known.
   */
  tryOne(right: string): Promise<Held>;
}

const permissionSchema = z.object({ app_label: z.string(), codename: z.string() });

/** The lists that take a `view_` permission alone. */
const lists: Readonly<Record<string, string>> = {
  'authentik_flows.view_flow': '/flows/instances/',
  'authentik_crypto.view_certificatekeypair': '/crypto/certificatekeypairs/',
  'authentik_providers_saml.view_samlprovider': '/providers/saml/',
  'authentik_providers_scim.view_scimprovider': '/providers/scim/',
  'authentik_core.view_provider': '/providers/all/',
  'authentik_core.view_propertymapping': '/propertymappings/all/',
  'authentik_core.view_user': '/core/users/',
  'authentik_core.view_group': '/core/groups/',
  'authentik_policies.view_policybinding': '/policies/bindings/',
  'authentik_events.view_systemtask': '/events/system_tasks/',
  'authentik_tasks_schedules.view_schedule': '/tasks/schedules/',
  'authentik_tasks.view_task': '/tasks/tasks/',
};

/**
 * Where a creation with nothing in it is refused on every release, since fields without a default
 * are missing: recorded on all recorded releases for certificates and both kinds of provider; for
 * the others by authentik's models (an application's name and slug, a binding's target and order, a
 * mapping's name and expression have none).
 */
const creations: Readonly<Record<string, string>> = {
  'authentik_crypto.add_certificatekeypair': '/crypto/certificatekeypairs/generate/',
  'authentik_providers_saml.add_samlprovider': '/providers/saml/',
  'authentik_providers_scim.add_scimprovider': '/providers/scim/',
  'authentik_core.add_application': '/core/applications/',
  'authentik_policies.add_policybinding': '/policies/bindings/',
};

/** The permissions of the token's user. */
export function permissions(client: Client, release: Release, account: Account): Permissions {
  const mappings = (kind: string) =>
    has(release, 'mappingsUnderProvider')
      ? `/propertymappings/provider/${kind}/`
      : `/propertymappings/${kind}/`;
  const read = new Map<string, string>([
    ...Object.entries(lists),
    ['authentik_providers_saml.view_samlpropertymapping', mappings('saml')],
    ['authentik_providers_scim.view_scimmapping', mappings('scim')],
  ]);
  const create = new Map<string, string>([
    ...Object.entries(creations),
    ['authentik_providers_scim.add_scimmapping', mappings('scim')],
  ]);
  return {
    ofRoles: () => ofRoles(client, account),
    async tryOne(right) {
      const [list, place] = [read.get(right), create.get(right)];
      if (list !== undefined) return byReading(client, list);
      if (right === 'authentik_core.view_application') return byOneApplication(client);
      return place === undefined ? 'not known' : byAnEmptyCreation(client, place);
    },
  };
}

async function ofRoles(client: Client, { rolePks }: Account): Promise<Set<string> | undefined> {
  if (rolePks === undefined) return undefined;
  const held = new Set<string>();
  for (const role of rolePks) {
    const question = {
      operation: 'find out what a role holds',
      path: '/rbac/permissions/',
      query: { role },
    } as const;
    for await (const { app_label, codename } of client.rows(question, permissionSchema)) {
      held.add(`${app_label}.${codename}`);
    }
  }
  return held;
}

const operation = 'try a permission';

async function byReading(client: Client, path: string): Promise<Held> {
  const query = { page_size: 1 };
  return judged(() => client.find({ operation, path, query }, z.unknown()));
}

/** Lists of applications show what a user may open, permission or not; one by its slug does not. */
async function byOneApplication(client: Client): Promise<Held> {
  const path = '/core/applications/no-application-has-this-slug/';
  return judged(() => client.find({ operation, path }, z.unknown()));
}

async function byAnEmptyCreation(client: Client, path: string): Promise<Held> {
  return judged(async () => {
    await client.create({ operation, path }, {}, z.unknown());
    throw new Error(`authentik made something of nothing at ${path}`);
  });
}

/** @throws AuthentikError for an answer that says nothing of permissions */
async function judged(attempt: () => Promise<unknown>): Promise<Held> {
  try {
    await attempt();
    return 'held';
  } catch (error) {
    if (!(error instanceof AuthentikError)) throw error;
    if (error.status === 403) return 'missing';
    if (error.status === 400) return 'held';
    // A path that this release does not have needs no permission either.
    if (error.status === 404 || error.status === 405) return 'not known';
    throw error;
  }
}
