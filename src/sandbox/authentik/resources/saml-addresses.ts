import { derived, type Field } from '../fields/field.js';
import type { View } from '../http/endpoint.js';
import { has } from '../releases.js';
import { applicationOf } from '../world/links.js';
import { pkOf, type Row, text } from '../world/row.js';

/** The read-only addresses of a SAML provider, all below the origin of the request. */
export const samlAddresses: readonly Field[] = [
  derived('url_download_metadata', metadataAddress),
  address('url_sso_post', 'sso/binding/post/'),
  address('url_sso_redirect', 'sso/binding/redirect/'),
  address('url_sso_init', 'sso/binding/init/'),
  address('url_slo_post', 'slo/binding/post/'),
  address('url_slo_redirect', 'slo/binding/redirect/'),
  derived('url_issuer', issuerAddress, { from: 'issuerOverride' }),
  { ...address('url_unified', ''), from: 'issuerOverride' },
  { ...address('url_unified_init', 'init/'), from: 'issuerOverride' },
];

/** A dash until an application is attached; nothing at all in the answer to an import. */
function address(name: string, path: string): Field {
  return derived(name, (row, { world, origin }) => {
    if (origin === undefined) return '';
    const application = applicationOf(world, row);
    return application ? `${below(origin, application)}${path}` : '-';
  });
}

function metadataAddress(row: Row, { world, origin }: View): string {
  if (origin === undefined) return '';
  const application = applicationOf(world, row);
  return application && has(world.release, 'friendlyMetadataAddress')
    ? `${below(origin, application)}metadata/`
    : `${origin}/api/v3/providers/saml/${pkOf(row)}/metadata/?download`;
}

/** The issuer in effect: what overrides it, or the metadata's address. */
function issuerAddress(row: Row, view: View): string {
  const override = text(row, 'issuer_override');
  if (override !== '') return override;
  if (view.origin === undefined) return 'authentik';
  const application = applicationOf(view.world, row);
  return application ? `${below(view.origin, application)}metadata/` : '-';
}

function below(origin: string, application: Row): string {
  return `${origin}/application/saml/${text(application, 'slug')}/`;
}
