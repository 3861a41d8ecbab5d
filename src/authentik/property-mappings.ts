import { z } from 'zod';
import type { Client } from './client.js';
import { has } from './releases.js';
import type { Release } from './version.js';

/** A property mapping: an expression that makes a value out of a user. */
export interface PropertyMapping {
  /** UUID. */
  readonly pk: string;
  readonly name: string;
  /** Stable name of one that authentik brings along; undefined for all others. */
  readonly managed: string | undefined;
  readonly expression: string;
}

/** Reads property mappings. */
export interface Mappings {
  /** For example `goauthentik.io/providers/saml/email`, which gives the e-mail address. */
  samlByManaged(managed: string): Promise<PropertyMapping | undefined>;
  saml(pk: string): Promise<PropertyMapping | undefined>;
}

/** Reads a property mapping of any kind, on every release. */
export const mappingSchema = z
  .object({
    pk: z.string(),
    name: z.string(),
    managed: z.string().nullable(),
    expression: z.string(),
  })
  .transform((mapping): PropertyMapping => ({ ...mapping, managed: mapping.managed ?? undefined }));

/** SAML property mappings; their path moved in 2024.8. */
export function mappings(client: Client, release: Release): Mappings {
  const path = has(release, 'mappingsUnderProvider')
    ? '/propertymappings/provider/saml/'
    : '/propertymappings/saml/';
  const lookUp = { operation: 'look up SAML property mappings', path } as const;
  return {
    saml: (pk) =>
      client.find({ ...lookUp, path: `${path}${encodeURIComponent(pk)}/` }, mappingSchema),
    samlByManaged: (managed) =>
      client.firstRow(
        { ...lookUp, query: { managed } },
        mappingSchema,
        (mapping) => mapping.managed === managed,
      ),
  };
}
