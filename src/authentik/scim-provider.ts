import { z } from 'zod';

/**
 * What can be set on a SCIM provider, in plain names. A field that may be undefined does not exist
 * on every release (see scim-differences.ts); writing leaves it out where it does not. The token
 * is none of them: it is written and never read.
 */
export interface ScimProviderFields {
  /** Unique among providers of every kind. */
  readonly name: string;
  /** The SCIM endpoint, without a closing slash. */
  readonly url: string;
  /** UUIDs of the property mappings that make a user; their results are merged. */
  readonly mappings: readonly string[];
  /** UUIDs of the property mappings that make a group. */
  readonly groupMappings: readonly string[];
  readonly excludeServiceAccounts: boolean;
  /** `aws` for AWS; from 2025.4. */
  readonly compatibilityMode?: string | undefined;
  /**
   * UUID of the group whose members alone are synced; null: everyone. Until 2025.12, and groups
   * are all synced there, whatever this says.
   */
  readonly filterGroup?: string | null | undefined;
  /**
   * UUIDs of the groups that are synced; empty: all. From 2026.2, where users are synced who may
   * open the application.
   */
  readonly groupFilters?: readonly string[] | undefined;
  /** From 2025.4: reads at the endpoint and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /**
   * From 2026.8, where it is on unless told otherwise: links whoever is at the endpoint already,
   * whether in scope or not.
   */
  readonly discoveryEnabled?: boolean | undefined;
  /** From 2024.10. */
  readonly verifyCertificates?: boolean | undefined;
}

/** A SCIM provider as the server shows it, but for its token. */
export interface ScimProvider extends ScimProviderFields {
  readonly pk: number;
  /**
   * The application that it is a backchannel provider of; nothing is synced while undefined. Until
   * 2025.4 the server leaves the field out, later it is null.
   */
  readonly backchannelApplicationSlug?: string | undefined;
}

/** The token is not among the fields: up to 2026.5 authentik shows it in clear text. */
const rowSchema = z.looseObject({
  pk: z.number(),
  name: z.string(),
  url: z.string(),
  property_mappings: z.array(z.string()),
  property_mappings_group: z.array(z.string()),
  exclude_users_service_account: z.boolean(),
  compatibility_mode: z.string().optional(),
  filter_group: z.string().nullable().optional(),
  group_filters: z.array(z.string()).optional(),
  dry_run: z.boolean().optional(),
  discovery_enabled: z.boolean().optional(),
  verify_certificates: z.boolean().optional(),
  assigned_backchannel_application_slug: z.string().nullish(),
});

/** A provider together with the names of the keys that the server showed, without their values. */
export interface ShownScimProvider {
  provider: ScimProvider;
  keys: ReadonlySet<string>;
}

/** Reads what `/providers/scim/` shows of a provider, on every release. */
export const scimProviderSchema = rowSchema.transform(
  (row): ShownScimProvider => ({
    provider: {
      pk: row.pk,
      name: row.name,
      url: row.url,
      mappings: row.property_mappings,
      groupMappings: row.property_mappings_group,
      excludeServiceAccounts: row.exclude_users_service_account,
      compatibilityMode: row.compatibility_mode,
      filterGroup: row.filter_group,
      groupFilters: row.group_filters,
      dryRun: row.dry_run,
      discoveryEnabled: row.discovery_enabled,
      verifyCertificates: row.verify_certificates,
      backchannelApplicationSlug: row.assigned_backchannel_application_slug ?? undefined,
    },
    keys: new Set(Object.keys(row)),
  }),
);
