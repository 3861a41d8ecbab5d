import type { Authentik } from '../../authentik/index.js';
import type { Facts } from '../../procedure/facts.js';
import { scimMappingName } from '../../procedure/scim-mapping.js';
import { scimProviderName } from '../../procedure/scim-provider.js';
import { dedicatedName } from '../../procedure/signing-key-pairs.js';

/** Something in authentik that has a name which this tool would give. */
export interface Lookalike {
  readonly kind: string;
  readonly name: string;
  /** The page of authentik's admin interface where it is. */
  readonly link: string;
}

/**
 * What looks as if this tool had made it, in the order in which it is removed by hand. A name is no
 * proof: somebody else may have given it.
 */
export async function lookalikes(
  { applications, certificates, samlProviders, scimMappings, scimProviders, url }: Authentik,
  wishes: Facts['wishes'],
): Promise<Lookalike[]> {
  const [scim, application, saml, mapping, keyPair] = await Promise.all([
    scimProviders.byName(scimProviderName(wishes)),
    applications.bySlug(wishes.application.slug),
    samlProviders.byName(wishes.providerName),
    scimMappings.byName(scimMappingName(wishes)),
    certificates.byName(dedicatedName(wishes)),
  ]);
  const admin = `${url}/if/admin/#`;
  const all: (Lookalike | undefined)[] = [
    scim && { kind: 'SCIM provider', name: scim.name, link: `${admin}/core/providers/${scim.pk}` },
    application && {
      kind: 'application',
      name: application.slug,
      link: `${admin}/core/applications/${application.slug}`,
    },
    saml && { kind: 'SAML provider', name: saml.name, link: `${admin}/core/providers/${saml.pk}` },
    mapping && {
      kind: 'property mapping',
      name: mapping.name,
      link: `${admin}/core/property-mappings`,
    },
    keyPair && { kind: 'key pair', name: keyPair.name, link: `${admin}/crypto/certificates` },
  ];
  return all.filter((one) => one !== undefined);
}
