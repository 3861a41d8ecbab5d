import { z } from 'zod';
import { Secret } from '../basics/secret.js';
import type { Client } from './client.js';
import { type OtherProvider, otherProvider } from './other-provider.js';
import {
  type ScimProvider,
  type ScimProviderFields,
  type ShownScimProvider,
  scimProviderSchema,
} from './scim-provider.js';
import { knownToScimOf, scimProviderBody } from './scim-provider-body.js';
import type { Release } from './version.js';

export type { ScimProvider, ScimProviderFields } from './scim-provider.js';

/** What a new SCIM provider needs at least. */
export type NewScimProvider = Pick<
  ScimProviderFields,
  'name' | 'url' | 'mappings' | 'groupMappings' | 'excludeServiceAccounts'
> &
  Partial<ScimProviderFields> & { readonly token: Secret };

/** What may be changed; what is absent stays. */
export type ScimProviderChange = Partial<ScimProviderFields> & { readonly token?: Secret };

/** Reads and writes SCIM providers. */
export interface ScimProviders {
  byName(name: string): Promise<ScimProvider | undefined>;
  get(pk: number): Promise<ScimProvider | undefined>;
  /** All that authentik shows to this token. */
  all(): AsyncIterable<ScimProvider>;
  /** Saving starts a sync, which ends at once while no application has the provider. */
  create(wanted: NewScimProvider): Promise<ScimProvider>;
  /**
   * Changes the given fields; everything else stays. Every save starts a full sync on every
   * release, one with `{}` too. Never save while one is queued or running: two at once can hang
   * authentik's worker for good (seen on 2023.10.7, 2025.10.4 and 2026.2.2).
   */
  update(pk: number, fields: ScimProviderChange): Promise<ScimProvider>;
  /** Its token, as long as the release shows it (up to 2026.5); undefined where it does not. */
  token(pk: number): Promise<Secret | undefined>;
  /** Nothing is sent: users and groups stay where they were brought. */
  remove(pk: number): Promise<void>;
  /** The names of the providers that use a property mapping. */
  namesUsing(mappingPk: string): Promise<string[]>;
  /** The provider of another kind that holds a name, which is unique over all kinds. */
  nameTakenByOther(name: string): Promise<OtherProvider | undefined>;
}

const tokenSchema = z.object({ token: z.string().optional() });

const lookUp = { operation: 'look up SCIM providers', path: '/providers/scim/' } as const;
const one = (pk: number) => `${lookUp.path}${pk}/`;

/** SCIM providers, as `/providers/scim/` takes them on every release. */
export function scimProviders(client: Client, release: Release): ScimProviders {
  // What the server shows decides over the table, for instance on a build between two releases.
  let knows = knownToScimOf(release);
  const seen = ({ provider, keys }: ShownScimProvider): ScimProvider => {
    knows = (field) => keys.has(field);
    return provider;
  };
  const seenIfAny = (shown: ShownScimProvider | undefined) => (shown ? seen(shown) : undefined);
  return {
    byName: async (name) => {
      const fits = (row: ShownScimProvider) => row.provider.name === name;
      const question = { ...lookUp, query: { name } };
      return seenIfAny(await client.firstRow(question, scimProviderSchema, fits));
    },
    get: async (pk) =>
      seenIfAny(await client.find({ ...lookUp, path: one(pk) }, scimProviderSchema)),
    async *all() {
      for await (const { provider } of client.rows(lookUp, scimProviderSchema)) yield provider;
    },
    create: async (wanted) => {
      const question = { operation: 'create a SCIM provider', path: lookUp.path } as const;
      return seen(
        await client.create(question, scimProviderBody(wanted, knows), scimProviderSchema),
      );
    },
    update: async (pk, fields) => {
      const question = { operation: 'change a SCIM provider', path: one(pk) } as const;
      return seen(
        await client.change(question, scimProviderBody(fields, knows), scimProviderSchema),
      );
    },
    token: async (pk) => {
      const shown = await client.find({ ...lookUp, path: one(pk) }, tokenSchema);
      return shown?.token ? new Secret(shown.token) : undefined;
    },
    remove: (pk) => client.remove({ operation: 'delete a SCIM provider', path: one(pk) }),
    namesUsing: async (mappingPk) => {
      const names: string[] = [];
      for await (const { provider } of client.rows(lookUp, scimProviderSchema)) {
        const { name, mappings, groupMappings } = provider;
        if ([...mappings, ...groupMappings].includes(mappingPk)) names.push(name);
      }
      return names;
    },
    nameTakenByOther: (name) =>
      otherProvider(client, name, 'authentik_providers_scim.scimprovider'),
  };
}
