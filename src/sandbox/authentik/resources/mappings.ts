import {
  constant,
  type Field,
  InvalidValue,
  optional,
  readOnly,
  required,
  type Window,
} from '../fields/field.js';
import { aText, orNull } from '../fields/kinds.js';
import { BeyondThisSandbox, NotPython } from '../python/errors.js';
import { parsePython } from '../python/parse.js';
import { has } from '../releases.js';
import { clearLinks, dropFromLists } from '../world/links.js';
import { pkOf, type Row, type Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { anyOf, equal, type Filter, whether } from './filters.js';
import type { Resource } from './resource.js';

const before: Window = { until: 'providerMappingPath' };
const after: Window = { from: 'providerMappingPath' };
const nameTaken = 'Property Mapping with this name already exists.';

const baseFilters: Record<string, Filter> = {
  managed: anyOf('managed'),
  managed__isnull: whether((row) => (row.managed ?? null) === null),
  name: equal('name'),
};

/** SAML mappings under the path of releases until 2024.6. */
export const samlMappings: Resource = {
  ...samlAt('/propertymappings/saml/', 'ak-property-mapping-saml-form', 'SAML Property Mapping'),
  ...before,
};

/** SAML mappings under the path since 2024.8. */
export const samlProviderMappings: Resource = {
  ...samlAt(
    '/propertymappings/provider/saml/',
    'ak-property-mapping-provider-saml-form',
    'SAML Provider Property Mapping',
  ),
  ...after,
};

/** SCIM mappings under the path of releases until 2024.6. */
export const scimMappings: Resource = {
  ...scimAt('/propertymappings/scim/', 'ak-property-mapping-scim-form', 'SCIM Mapping'),
  ...before,
};

/** SCIM mappings under the path since 2024.8. */
export const scimProviderMappings: Resource = {
  ...scimAt(
    '/propertymappings/provider/scim/',
    'ak-property-mapping-provider-scim-form',
    'SCIM Provider Mapping',
  ),
  ...after,
};

function samlAt(path: string, form: string, title: string): Resource {
  return {
    ...base('saml', 'authentik_providers_saml.samlpropertymapping'),
    path,
    fields: [
      ...baseFields(form, title, 'authentik_providers_saml.samlpropertymapping'),
      required('saml_name', aText()),
      optional('friendly_name', orNull(aText({ blank: true })), null),
    ],
    filters: {
      ...baseFilters,
      saml_name: equal('saml_name'),
      friendly_name: equal('friendly_name'),
    },
    title: 'SAMLPropertyMapping',
  };
}

function scimAt(path: string, form: string, title: string): Resource {
  return {
    ...base('scim', 'authentik_providers_scim.scimmapping'),
    path,
    fields: baseFields(form, title, 'authentik_providers_scim.scimmapping'),
    filters: baseFilters,
    title: 'SCIMMapping',
  };
}

function base(kind: 'saml' | 'scim', model: string) {
  return {
    ...{ kind, model, lookup: 'pk' as const, searched: ['name', 'expression'], order: 'name' },
    table: (world: World) => world.mappings,
    writable: { fresh: () => ({ managed: null }), removed: forget },
  };
}

function baseFields(form: string, title: string, model: string): Field[] {
  return [
    readOnly('pk'),
    readOnly('managed'),
    required('name', aText(), { unique: nameTaken }),
    required('expression', anExpression),
    constant('component', form),
    constant('verbose_name', title),
    constant('verbose_name_plural', `${title}s`),
    constant('meta_model_name', model),
  ];
}

/** From 2024.8 on a text is refused that is no Python; what is not understood here may be some. */
function anExpression(value: unknown, world: World): Value {
  const text = aText()(value, world);
  if (!has(world.release, 'syntaxCheckedMappings')) return text;
  try {
    parsePython(String(text));
  } catch (error) {
    if (error instanceof NotPython) throw new InvalidValue(`Not Python: ${error.message}`);
    if (!(error instanceof BeyondThisSandbox)) throw error;
  }
  return text;
}

function forget(mapping: Row, world: World): void {
  const pk = pkOf(mapping);
  clearLinks(world.providers, ['name_id_mapping', 'authn_context_class_ref_mapping'], pk);
  dropFromLists(world.providers, ['property_mappings', 'property_mappings_group'], pk);
}
