import type { SamlProvider } from '../authentik/index.js';
import type { Context } from './context.js';
import { flowsFor } from './flows.js';
import { notAsWritten } from './not-as-written.js';
import { SAML_PROVIDER_KEY } from './our-provider.js';
import { beforeOf, rememberBefore } from './remember-before.js';
import {
  creationFields,
  settingsThatDiffer,
  type WantedSettings,
} from './saml-provider-settings.js';

/** Makes the provider whole, and gives it as it was stored. */
export async function createProvider(
  { authentik, memory }: Context,
  name: string,
  wanted: WantedSettings,
): Promise<SamlProvider> {
  const flows = await flowsFor(authentik);
  await memory.intend(SAML_PROVIDER_KEY, name);
  const { pk } = await authentik.samlProviders.create({
    name,
    ...flows,
    ...creationFields(wanted),
  });
  await memory.made(SAML_PROVIDER_KEY, name, String(pk));
  return readBack(authentik, pk);
}

/** Changes what differs, and gives the provider as it was stored. */
export async function bringInLine(
  context: Context,
  provider: SamlProvider,
  wanted: WantedSettings,
): Promise<SamlProvider> {
  const { authentik, memory } = context;
  const { pk, name } = provider;
  const { update } = settingsThatDiffer(provider, wanted);
  const changed = { key: SAML_PROVIDER_KEY, name, id: String(pk) };
  await rememberBefore(memory, changed, beforeOf(provider, update));
  await authentik.samlProviders.update(pk, update);
  return readBack(authentik, pk);
}

/** What a writing call answers is not proof of what was stored. */
async function readBack(authentik: Context['authentik'], pk: number): Promise<SamlProvider> {
  const provider = await authentik.samlProviders.get(pk);
  if (!provider) throw notAsWritten(['the provider itself']);
  return provider;
}
