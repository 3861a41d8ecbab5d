import { openClients } from './clients.js';

/**
 * The Region that the SDK's own chain names: the environment, then the profile. `undefined` when
 * neither does, so that it can be asked for together with whatever else is missing.
 */
export async function findRegion(profile?: string): Promise<string | undefined> {
  const { client } = await openClients({ profile }).ssoAdmin();
  return client.config.region().catch(() => undefined);
}
