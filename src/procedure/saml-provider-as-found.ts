import type { Authentik, PropertyMapping, SamlProvider } from '../authentik/index.js';
import type { Observed } from '../engine/observed.js';
import type { Facts } from './facts.js';
import type { KeyNames } from './key-names.js';
import { SAML_PROVIDER_KEY } from './our-provider.js';
import { shownSettings, type WantedSettings } from './saml-provider-settings.js';

interface Chosen {
  readonly signingKey: Facts['signingKey'];
  readonly emailMapping: PropertyMapping | undefined;
}

/** Names the chosen key pair, and key pair and NameID mapping in use where those are others. */
export async function namesOfKeys(
  { certificates, mappings }: Pick<Authentik, 'certificates' | 'mappings'>,
  provider: SamlProvider | undefined,
  { signingKey, emailMapping }: Chosen,
): Promise<KeyNames> {
  const [key, mapping] = [provider?.signingKey, provider?.nameIdMapping];
  const others = await Promise.all([
    key && key !== signingKey.pk ? certificates.get(key) : undefined,
    mapping && mapping !== emailMapping?.pk ? mappings.saml(mapping) : undefined,
  ]);
  const named = [signingKey, ...others.filter((one) => one !== undefined)];
  return new Map(named.map(({ pk, name }) => [pk, name]));
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
