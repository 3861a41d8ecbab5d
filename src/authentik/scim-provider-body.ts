import type { Secret } from '../basics/secret.js';
import { has } from './releases.js';
import type { Knows } from './saml-provider-body.js';
import type { ScimProviderFields } from './scim-provider.js';
import type { Release } from './version.js';

/** authentik's names of the fields. */
const names = {
  name: 'name',
  url: 'url',
  mappings: 'property_mappings',
  groupMappings: 'property_mappings_group',
  excludeServiceAccounts: 'exclude_users_service_account',
  compatibilityMode: 'compatibility_mode',
  filterGroup: 'filter_group',
  groupFilters: 'group_filters',
  dryRun: 'dry_run',
  discoveryEnabled: 'discovery_enabled',
  verifyCertificates: 'verify_certificates',
} as const satisfies Record<keyof ScimProviderFields, string>;

/** What a server of the release knows: for the time until it has shown a provider. */
export function knownToScimOf(release: Release): Knows {
  const lacking = new Set([
    ...(has(release, 'compatibilityMode') ? [] : ['compatibility_mode', 'dry_run']),
    ...(has(release, 'verifyCertificates') ? [] : ['verify_certificates']),
    ...(has(release, 'discovery') ? [] : ['discovery_enabled']),
    has(release, 'groupFilters') ? 'filter_group' : 'group_filters',
  ]);
  return (field) => !lacking.has(field);
}

/**
 * The body of a POST or PATCH: authentik's names, without what the server does not know. It holds
 * the opened token, so it goes to the transport and nowhere else.
 */
export function scimProviderBody(
  fields: Partial<ScimProviderFields> & { readonly token?: Secret | undefined },
  knows: Knows,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const name of fieldNames) {
    if (fields[name] !== undefined && knows(names[name])) body[names[name]] = fields[name];
  }
  if (fields.token !== undefined) body.token = fields.token.reveal();
  return body;
}

type FieldName = keyof typeof names;

const fieldNames = Object.keys(names).filter((name): name is FieldName => name in names);
