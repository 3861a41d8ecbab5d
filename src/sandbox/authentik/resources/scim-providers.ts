import { aDuration } from '../fields/durations.js';
import { type Field, optional, readOnly, required } from '../fields/field.js';
import {
  aFlag,
  aKeyOf,
  anInteger,
  anObject,
  aText,
  aUrl,
  listOf,
  oneOf,
  orNull,
} from '../fields/kinds.js';
import { Stumble } from '../http/answers.js';
import type { Row } from '../world/row.js';
import type { World } from '../world/world.js';
import { equal } from './filters.js';
import { backchannelAssignment, providerIdentity } from './provider-fields.js';
import type { Resource } from './resource.js';
import { forgetProvider } from './saml-providers.js';
import { startSync } from './sync-runs.js';

const mapping = aKeyOf((world, pk) => {
  const row = world.mappings.get(pk);
  return row?.kind === 'scim' ? row : undefined;
}, 'uuid');
const group = aKeyOf((world, pk) => world.groups.get(pk), 'uuid');
const modes = oneOf([
  ...['default', 'aws', 'slack'],
  ['sfdc', 'salesforceMode'],
  ['webex', 'moreScimModes'],
  ['vcenter', 'moreScimModes'],
  ['gitlab', 'gitlabMode'],
]);

const fields: readonly Field[] = [
  readOnly('pk'),
  required('name', aText(), { unique: 'provider with this name already exists.' }),
  optional('property_mappings', listOf(mapping), []),
  optional('property_mappings_group', listOf(mapping), []),
  ...providerIdentity(
    'ak-provider-scim-form',
    'SCIM Provider',
    'authentik_providers_scim.scimprovider',
  ),
  ...backchannelAssignment,
  required('url', aUrl()),
  optional('verify_certificates', aFlag(), true, { from: 'verifyCertificates' }),
  required('token', aText(), {
    required: { until: 'scimTokenOptional' },
    fallback: '',
    hiddenFrom: 'scimTokenWriteOnly',
  }),
  optional('auth_mode', oneOf(['token', 'oauth']), 'token', { from: 'scimOauth' }),
  optional('auth_oauth', orNull(aText()), null, { from: 'scimOauth' }),
  optional('auth_oauth_params', anObject(), {}, { from: 'scimOauth' }),
  optional('compatibility_mode', modes, 'default', { from: 'compatibilityMode' }),
  optional('service_provider_config_cache_timeout', aDuration(), 'hours=1', { from: 'scimTuning' }),
  optional('exclude_users_service_account', aFlag(), false),
  optional('sync_page_size', anInteger(), 100, { from: 'scimTuning' }),
  optional('sync_page_timeout', aDuration(), 'minutes=30', { from: 'scimTuning' }),
  optional('filter_group', orNull(group), null, { until: 'groupFilters' }),
  optional('group_filters', listOf(group), [], { from: 'groupFilters' }),
  optional('dry_run', aFlag(), false, { from: 'compatibilityMode' }),
  optional('discovery_enabled', aFlag(), true, { from: 'scimDiscovery' }),
];

/** SCIM providers. Every save starts a full synchronisation. */
export const scimProviders: Resource = {
  path: '/providers/scim/',
  table: (world) => world.providers,
  kind: 'scim',
  model: 'authentik_providers_scim.scimprovider',
  title: 'SCIMProvider',
  lookup: 'pk',
  fields,
  filters: {
    name: equal('name'),
    url: equal('url'),
    exclude_users_service_account: equal('exclude_users_service_account'),
    filter_group: equal('filter_group'),
  },
  searched: ['name', 'url'],
  order: 'name',
  writable: { saved: startSync, removing: stumbleDuringSync, removed: forgetProvider },
};

/** Some servers cannot delete a provider whose run is not over (recording: `delete the application`). */
export function stumbleDuringSync(provider: Row, { scimSync }: World): void {
  if (scimSync.stumblesOverDeletion(provider)) throw new Stumble();
}
