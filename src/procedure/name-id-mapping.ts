import type { Context } from './context.js';
import { ourProvider } from './our-provider.js';

/** Under which name authentik manages its own mapping that gives the e-mail address. */
export const EMAIL_MAPPING = 'goauthentik.io/providers/saml/email';

/**
 * The name of the mapping by which the SAML provider makes the NameID, where that is not the one
 * that gives the e-mail address: whoever is judged by the address is then judged by the wrong name.
 * Without any mapping authentik goes by the format that is asked for, and AWS asks for the address.
 */
export async function otherNameId(
  context: Pick<Context, 'authentik' | 'memory'>,
  providerName: string,
): Promise<string | undefined> {
  const { mappings } = context.authentik;
  const inUse = (await ourProvider(context, providerName))?.nameIdMapping ?? undefined;
  if (inUse === undefined) return undefined;
  if ((await mappings.samlByManaged(EMAIL_MAPPING))?.pk === inUse) return undefined;
  return (await mappings.saml(inUse))?.name ?? inUse;
}

/** What that means for everyone, in words that end a sentence about the provider. */
export function nameIdRemark(mapping: string): string {
  return `the SAML provider makes the NameID by the mapping "${mapping}" and not of the e-mail address, so who can sign in is not known`;
}
