import { AuthentikError, type SamlProvider, type ScimProvider } from '../authentik/index.js';
import { readAcsUrl } from '../aws/acs-url.js';
import { readScimEndpoint } from '../aws/scim-endpoint.js';
import { signIns } from '../aws/sign-ins.js';
import { ExpectedError } from '../basics/errors.js';
import type { Memory } from '../engine/memory.js';
import type { Context } from '../procedure/context.js';
import type { Facts } from '../procedure/facts.js';
import { readTrail } from '../procedure/read-trail.js';
import { ourScimProvider } from '../procedure/scim-provider.js';
import { issuerOf, providersFor } from './providers-for.js';

/** What there is of a set-up of which nothing is remembered here: another user's, or its file is gone. */
export interface FoundThere {
  /** Joined to an application; undefined where only sign-ins were seen. */
  readonly provider: SamlProvider | undefined;
  readonly scimProvider: ScimProvider | undefined;
  /** Addresses in authentik that are none of AWS for this instance, in words. */
  readonly strange: { readonly acsUrl?: string; readonly scimUrl?: string };
}

const TWO_WEEKS = 14 * 86_400_000;

/** Whether earlier runs left nothing to go by. */
export function isBlank(memory: Memory): boolean {
  return memory.things().size === 0 && memory.told().length === 0;
}

/** Looks for a set-up of this instance that somebody made; undefined where there is none. */
export async function findThere(
  context: Context,
  wishes: Facts['wishes'],
): Promise<FoundThere | undefined> {
  const provider = await joinedProvider(context, wishes);
  if (!provider && !(await someoneSignedIn(context))) return undefined;
  const scimProvider = await scimProviderFor(context, provider?.name ?? wishes.providerName);
  const { instance, answers, loopbackAws: loopback } = context;
  const { primaryRegion: region } = instance;
  const acsUrl =
    provider &&
    strangeness(provider.acsUrl, () => {
      if (readAcsUrl(provider.acsUrl).region !== region) throw otherRegion(region);
    });
  const scimUrl =
    scimProvider &&
    strangeness(scimProvider.url, () =>
      readScimEndpoint(scimProvider.url, {
        ...{ instance: { region }, force: answers.forceScimEndpoint, loopback },
      }),
    );
  return {
    provider,
    scimProvider,
    strange: { ...(acsUrl && { acsUrl }), ...(scimUrl && { scimUrl }) },
  };
}

/** What is there in place of what would be remembered or wished, so that all of it can be judged. */
export async function factsThere(
  { authentik, instance }: Context,
  wishes: Facts['wishes'],
  { provider, scimProvider, strange }: FoundThere,
): Promise<Partial<Facts>> {
  if (!provider) return { wishes };
  const key = provider.signingKey
    ? await authentik.certificates.get(provider.signingKey)
    : undefined;
  const certificate = wishes.certificate ?? key?.name;
  return {
    wishes: {
      ...wishes,
      application: { ...wishes.application, slug: provider.applicationSlug ?? '' },
      providerName: provider.name,
      ...(certificate !== undefined && { certificate }),
    },
    ...(strange.acsUrl === undefined && {
      serviceProvider: {
        ...{ acsUrl: provider.acsUrl, issuer: issuerOf(instance), others: [] },
        because: 'authentik has it.',
      },
    }),
    ...(scimProvider &&
      strange.scimUrl === undefined && { provisioning: { endpoint: scimProvider.url } }),
  };
}

/** By AWS's own name for the instance; else by its name, whatever else of it was changed. */
async function joinedProvider(
  { authentik, instance }: Context,
  { providerName }: Facts['wishes'],
): Promise<SamlProvider | undefined> {
  const named = await authentik.samlProviders.byName(providerName);
  if (named?.applicationSlug !== undefined) return named;
  const [found] = (await providersFor(authentik, instance)).filter(
    ({ applicationSlug }) => applicationSlug !== undefined,
  );
  return found;
}

/** A token that may look at SAML alone is no reason to look at nothing. */
async function scimProviderFor(context: Context, providerName: string) {
  try {
    return await ourScimProvider(context, { providerName });
  } catch (error) {
    if (error instanceof AuthentikError && error.status === 403) return undefined;
    throw error;
  }
}

async function someoneSignedIn({ aws, now }: Context): Promise<boolean> {
  const since = new Date(now().getTime() - TWO_WEEKS);
  const { value = [] } = await readTrail(() => signIns(aws, { since }));
  return value.some(({ accepted }) => accepted);
}

function strangeness(url: string, read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return `${url}, which is no address of AWS for this instance. ${error.why ?? error.message}`;
  }
}

function otherRegion(region: string): ExpectedError {
  return new ExpectedError({
    what: 'It is of another Region',
    why: `The primary Region of the instance is ${region}.`,
  });
}
