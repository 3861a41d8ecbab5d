import { openClients } from './clients.js';

/**
 * Whether the SDK's own chain finds credentials; whether they can still be used is another question.
 * On a machine of AWS's the chain may ask the machine itself, which takes a moment.
 */
export async function hasCredentials(profile?: string): Promise<boolean> {
  const { client } = await openClients({ profile }).ssoAdmin();
  return client.config.credentials().then(
    () => true,
    (error: unknown) => !(error instanceof Error && /from any providers/.test(error.message)),
  );
}
