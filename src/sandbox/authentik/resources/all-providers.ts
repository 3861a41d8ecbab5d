import { type Field, readOnly, show } from '../fields/field.js';
import type { View } from '../http/endpoint.js';
import type { Row } from '../world/row.js';
import { assignment, providerIdentity } from './provider-fields.js';
import type { Resource } from './resource.js';
import { forgetProvider } from './saml-providers.js';

const samlIdentity = providerIdentity(
  'ak-provider-saml-form',
  'SAML Provider',
  'authentik_providers_saml.samlprovider',
);
const scimIdentity = providerIdentity(
  'ak-provider-scim-form',
  'SCIM Provider',
  'authentik_providers_scim.scimprovider',
);
const baseIdentity = providerIdentity('', 'provider', 'authentik_core.provider');

const shared = (identity: readonly Field[]): Field[] => [
  readOnly('pk'),
  readOnly('name'),
  readOnly('authentication_flow'),
  readOnly('authorization_flow'),
  readOnly('invalidation_flow', { from: 'invalidationFlow' }),
  { ...readOnly('property_mappings'), fallback: [] },
  ...assignment,
  ...identity,
];

const samlFields = shared(samlIdentity);
const scimFields = shared(scimIdentity);
const baseFields = shared(baseIdentity);

/** Providers of every kind, with what they have in common. They are made under their own paths. */
export const allProviders: Resource = {
  path: '/providers/all/',
  table: (world) => world.providers,
  model: 'authentik_core.provider',
  title: 'Provider',
  lookup: 'pk',
  fields: baseFields,
  present: showProvider,
  filters: {},
  searched: ['name'],
  order: 'name',
  writable: { onlyDelete: true, removed: forgetProvider },
};

/** A provider as part of another object, such as an application's `provider_obj`. */
export function showProvider(provider: Row, view: View): Row {
  return show(provider.kind === 'scim' ? scimFields : samlFields, provider, view);
}

/** A provider as an application lists it among its backchannel providers: without its kind. */
export function showBackchannelProvider(provider: Row, view: View): Row {
  return show(baseFields, provider, view);
}
