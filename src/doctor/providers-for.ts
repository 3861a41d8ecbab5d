import type { Authentik, SamlProvider } from '../authentik/index.js';
import { addressesOf } from '../aws/addresses.js';
import type { IdentityCenterInstance } from '../aws/instances.js';

/** What AWS calls itself for an instance: the audience of whatever is made for it. */
export function issuerOf({
  arn,
  identityStoreId,
  primaryRegion: region,
}: IdentityCenterInstance): string {
  return addressesOf({ instanceArn: arn, identityStoreId, region }).issuer;
}

/** The SAML providers of authentik that are set for an instance. */
export async function providersFor(
  { samlProviders }: Pick<Authentik, 'samlProviders'>,
  instance: IdentityCenterInstance,
): Promise<readonly SamlProvider[]> {
  const issuer = issuerOf(instance);
  const found: SamlProvider[] = [];
  for await (const provider of samlProviders.all()) {
    if (provider.audience === issuer) found.push(provider);
  }
  return found;
}
