import type {
  Application,
  CertificateKeyPair,
  PropertyMapping,
  SamlProvider,
  ScimProvider,
} from '../../authentik/index.js';
import type { Thing } from '../../engine/memory.js';
import type { Context } from '../../procedure/context.js';
import { APPLICATION_KEY } from '../../procedure/our-application.js';
import { SAML_PROVIDER_KEY } from '../../procedure/our-provider.js';
import { SCIM_MAPPING_KEY } from '../../procedure/scim-mapping.js';
import { SCIM_PROVIDER_KEY } from '../../procedure/scim-provider-settings.js';

/** A remembered thing, and what stands for it in authentik now, if anything does. */
export interface Ours<T> {
  readonly key: string;
  readonly thing: Thing;
  readonly found: T | undefined;
}

type Ports = Pick<Context, 'authentik' | 'memory'>;

/** Whether this tool made the thing, and so may remove it; else it only changed it. */
export function isMade({ thing }: Ours<unknown>): boolean {
  return thing.origin !== 'adopted';
}

/**
 * What was made or adopted is found by its key alone: another object under the same name is
 * somebody else's. Only what was about to be made when a run was cut off is found by its name.
 */
async function found<T>(
  { memory }: Ports,
  key: string,
  find: { byId(id: string): Promise<T | undefined>; byName(name: string): Promise<T | undefined> },
): Promise<Ours<T> | undefined> {
  const thing = memory.thing(key);
  if (!thing) return undefined;
  const { id, name } = thing;
  return { key, thing, found: await (id === undefined ? find.byName(name) : find.byId(id)) };
}

export function ourSamlProvider(ports: Ports): Promise<Ours<SamlProvider> | undefined> {
  const { samlProviders } = ports.authentik;
  return found(ports, SAML_PROVIDER_KEY, {
    byId: (id) => samlProviders.get(Number(id)),
    byName: samlProviders.byName,
  });
}

export function ourScimProvider(ports: Ports): Promise<Ours<ScimProvider> | undefined> {
  const { scimProviders } = ports.authentik;
  return found(ports, SCIM_PROVIDER_KEY, {
    byId: (id) => scimProviders.get(Number(id)),
    byName: scimProviders.byName,
  });
}

export function ourMapping(ports: Ports): Promise<Ours<PropertyMapping> | undefined> {
  const { scimMappings } = ports.authentik;
  return found(ports, SCIM_MAPPING_KEY, { byId: scimMappings.get, byName: scimMappings.byName });
}

/** The key pairs that were made to sign, of the first one and of those that replaced it. */
export async function ourCertificates(ports: Ports): Promise<Ours<CertificateKeyPair>[]> {
  const { certificates } = ports.authentik;
  const keys = [...ports.memory.things().keys()].filter((key) => CERTIFICATE_KEY.test(key));
  const all = keys.map((key) =>
    found(ports, key, { byId: certificates.get, byName: certificates.byName }),
  );
  return (await Promise.all(all)).filter((ours) => ours !== undefined);
}

const CERTIFICATE_KEY = /^(?:[a-z]+-)?signing-certificate\b/;

/**
 * The application, which authentik gives by its slug alone. One that was renamed is found through
 * the providers that belong to it.
 */
export async function ourApplication(ports: Ports): Promise<Ours<Application> | undefined> {
  const thing = ports.memory.thing(APPLICATION_KEY);
  if (!thing) return undefined;
  const isIt = (application: Application | undefined) =>
    application !== undefined && (thing.id === undefined || application.pk === thing.id);
  const { applications } = ports.authentik;
  const under = await applications.bySlug(thing.name);
  if (isIt(under)) return { key: APPLICATION_KEY, thing, found: under };
  const [saml, scim] = await Promise.all([ourSamlProvider(ports), ourScimProvider(ports)]);
  for (const slug of [saml?.found?.applicationSlug, scim?.found?.backchannelApplicationSlug]) {
    const other = slug === undefined ? undefined : await applications.bySlug(slug);
    if (isIt(other)) return { key: APPLICATION_KEY, thing, found: other };
  }
  return { key: APPLICATION_KEY, thing, found: undefined };
}
