import { derived, type Field, optional, readOnly, required } from '../fields/field.js';
import { aFlag, aKeyOf, aSlug, aText, aUrl, listOf, oneOf, orNull } from '../fields/kinds.js';
import { isSuperuser } from '../http/callers.js';
import { type Call, query, type View } from '../http/endpoint.js';
import { mayOpen } from '../world/access.js';
import { removeDependents, rowsByKeys } from '../world/links.js';
import { list, pkOf, type Row, text, type Value } from '../world/row.js';
import type { World } from '../world/world.js';
import { showBackchannelProvider, showProvider } from './all-providers.js';
import { equal } from './filters.js';
import type { Resource } from './resource.js';
import { forgetProvider } from './saml-providers.js';
import { stumbleDuringSync } from './scim-providers.js';

const blankText = aText({ blank: true });
const provider = aKeyOf((world, pk) => world.providers.get(pk), 'integer');
const backchannelProvider = aKeyOf((world, pk) => {
  const row = world.providers.get(pk);
  return row?.kind === 'scim' ? row : undefined;
}, 'integer');

const fields: readonly Field[] = [
  readOnly('pk'),
  required('name', aText()),
  required('slug', aSlug(), { unique: 'Application with this slug already exists.' }),
  optional('provider', orNull(provider), null, {
    unique: 'Application with this provider already exists.',
  }),
  derived('provider_obj', (row, view) => {
    const main = view.world.providers.get(row.provider);
    return main ? showProvider(main, view) : null;
  }),
  optional('backchannel_providers', listOf(backchannelProvider), []),
  derived('backchannel_providers_obj', (row, view) =>
    rowsByKeys(view.world.providers, list(row, 'backchannel_providers')).map((each) =>
      showBackchannelProvider(each, view),
    ),
  ),
  derived('launch_url', launchUrl),
  optional('open_in_new_tab', aFlag(), false),
  optional('meta_launch_url', aUrl({ blank: true }), ''),
  derived('meta_icon', () => null, { until: 'fileIcons' }),
  optional('meta_icon', blankText, '', { from: 'fileIcons' }),
  derived('meta_icon_url', () => null, { from: 'fileIcons' }),
  derived('meta_icon_themed_urls', () => null, { from: 'fileIcons' }),
  optional('meta_description', blankText, ''),
  optional('meta_publisher', blankText, ''),
  optional('policy_engine_mode', oneOf(['all', 'any']), 'any'),
  optional('group', blankText, ''),
  optional('meta_hide', aFlag(), false, { from: 'hiddenApplications' }),
];

/** Applications. */
export const applications: Resource = {
  path: '/core/applications/',
  table: (world) => world.applications,
  model: 'authentik_core.application',
  title: 'Application',
  lookup: 'slug',
  fields,
  filters: {
    name: equal('name'),
    slug: equal('slug'),
    meta_launch_url: equal('meta_launch_url'),
    meta_description: equal('meta_description'),
    meta_publisher: equal('meta_publisher'),
    group: equal('group'),
  },
  searched: ['name', 'slug', 'meta_launch_url', 'meta_description', 'meta_publisher', 'group'],
  order: 'name',
  writable: {
    saved: takeBackchannelProviders,
    removing: stumbleOverProviders,
    removed: forgetApplication,
  },
  visible: whatTheCallerMayOpen,
};

/** The list shows what the caller may open, and everything only to an administrator who asks. */
function whatTheCallerMayOpen(rows: Row[], call: Call): Row[] {
  const { world, user } = call;
  if (query(call, 'superuser_full_list') === 'true' && isSuperuser(world, user)) return rows;
  return rows.filter((row) => mayOpen(world, user, row));
}

/** The address that opens the application: its own, or identity-provider-initiated sign-in. */
function launchUrl(row: Row, { world }: View): Value {
  const own = text(row, 'meta_launch_url');
  if (own !== '') return own;
  const saml = world.providers.get(row.provider)?.kind === 'saml';
  return saml ? `/application/saml/${text(row, 'slug')}/sso/binding/init/` : null;
}

/** A provider works in the background for one application only: the last one that took it. */
function takeBackchannelProviders(row: Row, world: World): void {
  const taken = list(row, 'backchannel_providers');
  for (const other of world.applications.all()) {
    if (other === row) continue;
    const kept = list(other, 'backchannel_providers').filter((pk) => !taken.includes(pk));
    other.backchannel_providers = kept;
  }
}

/** Its backchannel providers are deleted with it, and a run of theirs can be in the way. */
function stumbleOverProviders(row: Row, world: World): void {
  for (const provider of rowsByKeys(world.providers, list(row, 'backchannel_providers'))) {
    stumbleDuringSync(provider, world);
  }
}

/** With an application go its bindings and its backchannel providers (recordings). */
function forgetApplication(row: Row, world: World): void {
  removeDependents(world.bindings, 'target', pkOf(row));
  for (const gone of rowsByKeys(world.providers, list(row, 'backchannel_providers'))) {
    world.providers.remove(gone);
    forgetProvider(gone, world);
  }
}
