import type { Context } from '../../procedure/context.js';

/** The names of the SCIM providers that still work for the application: they were there before. */
export async function stillSyncing(
  { authentik }: Pick<Context, 'authentik'>,
  slug: string,
): Promise<string[]> {
  const application = await authentik.applications.bySlug(slug);
  const keys = application?.backchannelProviderPks ?? [];
  const providers = await Promise.all(keys.map((pk) => authentik.scimProviders.get(pk)));
  return providers.flatMap((provider) => (provider ? [provider.name] : []));
}
