import type { SamlProvider } from '../authentik/index.js';
import type { Context } from './context.js';

/** Under which key the SAML provider is remembered. */
export const SAML_PROVIDER_KEY = 'saml-provider';

/** By its key, so that a provider renamed meanwhile is still found; else by its name. */
export async function ourProvider(
  { authentik, memory }: Pick<Context, 'authentik' | 'memory'>,
  name: string,
): Promise<SamlProvider | undefined> {
  const id = memory.thing(SAML_PROVIDER_KEY)?.id;
  const remembered = id === undefined ? undefined : await authentik.samlProviders.get(Number(id));
  return remembered ?? authentik.samlProviders.byName(name);
}
