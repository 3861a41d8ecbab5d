import { ourProvider } from '../procedure/our-provider.js';
import { type Certificate, readCertificate } from '../saml/certificate.js';
import {
  fingerprintOf,
  type IdentityProviderMetadata,
  readIdentityProviderMetadata,
} from '../saml/identity-provider-metadata.js';
import type { SetUp } from './context.js';

/** What authentik says of itself at this moment. */
export interface MetadataNow {
  readonly xml: string;
  readonly metadata: IdentityProviderMetadata;
  readonly fingerprint: string;
  /** The first one that signs. */
  readonly certificate: Certificate | undefined;
}

/**
 * Reads the provider's metadata; undefined while there is no provider with an application. The plan
 * is not asked for the provider: it stops at a certificate that has ended.
 */
export async function metadataNow({ context, wishes }: SetUp): Promise<MetadataNow | undefined> {
  const provider = await ourProvider(context, wishes.providerName);
  if (!provider) return undefined;
  const xml = await context.authentik.identityProviderMetadata(provider.pk);
  if (xml === undefined) return undefined;
  const metadata = readIdentityProviderMetadata(xml);
  const [first] = metadata.certificates;
  const certificate = first === undefined ? undefined : readCertificate(first);
  return { xml, metadata, fingerprint: fingerprintOf(metadata), certificate };
}
