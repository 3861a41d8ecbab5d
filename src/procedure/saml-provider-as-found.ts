import type { Authentik, SamlProvider } from '../authentik/index.js';
import type { Observed } from '../engine/observed.js';
import type { Facts } from './facts.js';
import { SAML_PROVIDER_KEY } from './our-provider.js';
import { type KeyNames, shownSettings, type WantedSettings } from './saml-provider-settings.js';

/** Names the chosen key pair, and the one that a provider signs with where that is another. */
export async function namesOfKeys(
  { certificates }: Pick<Authentik, 'certificates'>,
  inUse: string | null | undefined,
  { pk, name }: Facts['signingKey'],
): Promise<KeyNames> {
  const other = inUse && inUse !== pk ? await certificates.get(inUse) : undefined;
  return new Map([[pk, name], ...(other ? [[other.pk, other.name] as const] : [])]);
}

/** The provider as it is, under the names and in the words of a plan. */
export function observedProvider(
  provider: SamlProvider | undefined,
  wanted: WantedSettings & { readonly name: string },
  keyNames: KeyNames,
): Observed {
  const name = provider?.name ?? wanted.name;
  const head = { key: SAML_PROVIDER_KEY, object: `SAML provider "${name}"` };
  if (!provider) return { ...head, there: false, fields: {} };
  const fields = { name, ...shownSettings(provider, wanted, keyNames) };
  return { ...head, there: true, id: String(provider.pk), fields };
}
