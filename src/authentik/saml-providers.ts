import { z } from 'zod';
import type { Account } from './account.js';
import type { Client } from './client.js';
import { type OtherProvider, otherProvider } from './other-provider.js';
import { has } from './releases.js';
import {
  type SamlProvider,
  type SamlProviderFields,
  type ShownProvider,
  samlProviderSchema,
} from './saml-provider.js';
import { knownToRelease, samlProviderBody } from './saml-provider-body.js';
import type { Release } from './version.js';

export type { SamlProvider, SamlProviderFields } from './saml-provider.js';

/** What a new SAML provider needs at least; `invalidationFlow` too from 2024.10. */
export type NewSamlProvider = Pick<SamlProviderFields, 'name' | 'acsUrl' | 'authorizationFlow'> &
  Partial<SamlProviderFields>;

/** Reads and writes SAML providers. */
export interface SamlProviders {
  byName(name: string): Promise<SamlProvider | undefined>;
  get(pk: number): Promise<SamlProvider | undefined>;
  /** Page by page. */
  all(): AsyncIterable<SamlProvider>;
  create(wanted: NewSamlProvider): Promise<SamlProvider>;
  /** Changes the given fields; everything else stays. */
  update(pk: number, fields: Partial<SamlProviderFields>): Promise<SamlProvider>;
  remove(pk: number): Promise<void>;
  /** The provider of another kind that holds a name, which is unique over all kinds. */
  nameTakenByOther(name: string): Promise<OtherProvider | undefined>;
  /**
   * The NameID that a user would be signed in with; empty when the user lacks what makes it.
   * Undefined when it cannot be known: there is no such provider, or the release (before 2024.2)
   * only shows the token's own user and another one is asked for.
   */
  nameIdFor(pk: number, userPk: number): Promise<string | undefined>;
}

const previewSchema = z.object({ preview: z.object({ nameID: z.string() }) });

const lookUp = { operation: 'look up SAML providers', path: '/providers/saml/' } as const;
const one = (pk: number) => `${lookUp.path}${pk}/`;

/** SAML providers, as `/providers/saml/` takes them on every release. */
export function samlProviders(client: Client, release: Release, account: Account): SamlProviders {
  // What the server shows decides over the table, for instance on a build between two releases.
  let shownKeys: ReadonlySet<string> | undefined;
  const seen = ({ provider, keys }: ShownProvider): SamlProvider => {
    shownKeys = keys;
    return provider;
  };
  const seenIfAny = (shown: ShownProvider | undefined) => (shown ? seen(shown) : undefined);
  const bodyOf = (fields: Partial<SamlProviderFields>) => {
    const keys = shownKeys;
    return samlProviderBody(fields, keys ? (name) => keys.has(name) : knownToRelease(release));
  };
  return {
    byName: async (name) => {
      const fits = (row: ShownProvider) => row.provider.name === name;
      const question = { ...lookUp, query: { name } };
      return seenIfAny(await client.firstRow(question, samlProviderSchema, fits));
    },
    get: async (pk) =>
      seenIfAny(await client.find({ ...lookUp, path: one(pk) }, samlProviderSchema)),
    async *all() {
      for await (const row of client.rows(lookUp, samlProviderSchema)) yield seen(row);
    },
    create: async (wanted) => {
      const question = { operation: 'create a SAML provider', path: lookUp.path } as const;
      return seen(await client.create(question, bodyOf(wanted), samlProviderSchema));
    },
    update: async (pk, fields) => {
      const question = { operation: 'change a SAML provider', path: one(pk) } as const;
      return seen(await client.change(question, bodyOf(fields), samlProviderSchema));
    },
    remove: (pk) => client.remove({ operation: 'delete a SAML provider', path: one(pk) }),
    nameTakenByOther: (name) =>
      otherProvider(client, name, 'authentik_providers_saml.samlprovider'),
    nameIdFor: async (pk, userPk) => {
      if (!has(release, 'previewForUser') && userPk !== account.pk) return undefined;
      return previewOf(client, pk, userPk);
    },
  };
}

async function previewOf(client: Client, pk: number, userPk: number): Promise<string | undefined> {
  const question = {
    operation: 'preview the NameID of a user',
    path: `${one(pk)}preview_user/`,
    query: { for_user: userPk },
  } as const;
  return (await client.find(question, previewSchema))?.preview.nameID;
}
