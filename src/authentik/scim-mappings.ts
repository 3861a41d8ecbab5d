import type { Client } from './client.js';
import { type MappingTrial, tryMapping } from './mapping-trial.js';
import { mappingSchema, type PropertyMapping } from './property-mappings.js';
import { has } from './releases.js';
import type { Release } from './version.js';

/** Reads and writes SCIM property mappings, which make what is sent of a user or a group. */
export interface ScimMappings {
  byName(name: string): Promise<PropertyMapping | undefined>;
  /** For example `goauthentik.io/providers/scim/group`, authentik's own mapping of groups. */
  byManaged(managed: string): Promise<PropertyMapping | undefined>;
  get(pk: string): Promise<PropertyMapping | undefined>;
  /** The expression is Python; from 2024.8 one that cannot be read is refused (400). */
  create(wanted: { name: string; expression: string }): Promise<PropertyMapping>;
  update(pk: string, change: { expression: string }): Promise<PropertyMapping>;
  /** authentik deletes one in use as well: look before. */
  remove(pk: string): Promise<void>;
  /** Runs the mapping in authentik on one user; nothing is sent or changed. */
  tryOn(pk: string, userPk: number): Promise<MappingTrial>;
}

/** SCIM property mappings; their path moved in 2024.8. */
export function scimMappings(client: Client, release: Release): ScimMappings {
  const path = has(release, 'mappingsUnderProvider')
    ? '/propertymappings/provider/scim/'
    : '/propertymappings/scim/';
  const lookUp = { operation: 'look up SCIM property mappings', path } as const;
  const one = (pk: string) => `${path}${encodeURIComponent(pk)}/`;
  return {
    byName: (name) =>
      client.firstRow(
        { ...lookUp, query: { name } },
        mappingSchema,
        (mapping) => mapping.name === name,
      ),
    byManaged: (managed) =>
      client.firstRow(
        { ...lookUp, query: { managed } },
        mappingSchema,
        (mapping) => mapping.managed === managed,
      ),
    get: (pk) => client.find({ ...lookUp, path: one(pk) }, mappingSchema),
    create: ({ name, expression }) =>
      client.create(
        { operation: 'create a SCIM property mapping', path },
        { name, expression },
        mappingSchema,
      ),
    update: (pk, { expression }) =>
      client.change(
        { operation: 'change a SCIM property mapping', path: one(pk) },
        { expression },
        mappingSchema,
      ),
    remove: (pk) => client.remove({ operation: 'delete a SCIM property mapping', path: one(pk) }),
    tryOn: (pk, userPk) => tryMapping(client, pk, userPk),
  };
}
