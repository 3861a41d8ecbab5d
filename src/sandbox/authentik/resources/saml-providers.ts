import { Refusal } from '../http/answers.js';
import { has } from '../releases.js';
import { applicationOf, clearLinks, dropFromLists, removeDependents } from '../world/links.js';
import { pkOf, type Row, type Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { equal, type Filter } from './filters.js';
import type { Resource } from './resource.js';
import { samlProviderFields } from './saml-provider-fields.js';

/** SAML providers. */
export const samlProviders: Resource = {
  path: '/providers/saml/',
  table: (world) => world.providers,
  kind: 'saml',
  model: 'authentik_providers_saml.samlprovider',
  title: 'SAMLProvider',
  lookup: 'pk',
  fields: samlProviderFields,
  filters: filterByEveryField(),
  searched: ['name'],
  order: 'name',
  writable: { check: demandASignature, removed: forgetProvider },
  usedBy: (provider, world) => {
    const application = applicationOf(world, provider);
    return application ? [reference(application)] : [];
  },
};

/** What a deleted provider leaves behind: applications that have no such provider any more. */
export function forgetProvider(provider: Row, world: World): void {
  const pk = pkOf(provider);
  clearLinks(world.applications, ['provider'], pk);
  dropFromLists(world.applications, ['backchannel_providers'], pk);
  removeDependents(world.schedules, 'rel_obj_id', String(pk));
}

function filterByEveryField(): Record<string, Filter> {
  const names = ['name', 'acs_url', 'audience', 'issuer', 'issuer_override', 'sp_binding'];
  const keys = ['signing_kp', 'verification_kp', 'name_id_mapping', 'authorization_flow'];
  return Object.fromEntries([...names, ...keys].map((name) => [name, equal(name)]));
}

/**
 * With a signing key something must be signed. Only what was sent is looked at, so that a PATCH of
 * the key alone is refused although the provider signs assertions (recording: `set only the
 * signing key`, from 2024.8 on).
 */
function demandASignature(changes: Row, _row: Row | undefined, world: World): void {
  if (!has(world.release, 'signingFlags') || !changes.signing_kp) return;
  if (changes.sign_assertion === true || changes.sign_response === true) return;
  throw new Refusal(400, {
    non_field_errors: [
      "With a signing keypair selected, at least one of 'Sign assertion' and 'Sign Response' must be selected.",
    ],
  });
}

function reference(application: Row): Value {
  return {
    app: 'authentik_core',
    model_name: 'application',
    pk: pkOf(application),
    name: application.name ?? '',
    action: 'set_default',
  };
}
