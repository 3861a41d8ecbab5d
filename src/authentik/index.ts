import { ExpectedError } from '../basics/errors.js';
import type { Secret } from '../basics/secret.js';
import { type Account, readAccount } from './account.js';
import { normaliseAddress } from './address.js';
import { type Applications, applications } from './applications.js';
import { type Bindings, bindings } from './bindings.js';
import { type Certificates, certificates } from './certificates.js';
import { createClient } from './client.js';
import { type Flows, flows } from './flows.js';
import { type Groups, groups } from './groups.js';
import { createHttp } from './http.js';
import { readMetadata } from './metadata.js';
import { type Permissions, permissions } from './permissions.js';
import { type Mappings, mappings } from './property-mappings.js';
import { type Provisioning, provisioning } from './provisioning.js';
import { oldestSupported } from './releases.js';
import { type SamlProviders, samlProviders } from './saml-providers.js';
import { type ScimMappings, scimMappings } from './scim-mappings.js';
import { type ScimProviders, scimProviders } from './scim-providers.js';
import { usableToken } from './token.js';
import type { Trace } from './trace.js';
import { type Users, users } from './users.js';
import { type Release, readRelease } from './version.js';

export type { Account } from './account.js';
export type { Application, ApplicationChange, Applications } from './applications.js';
export type { Binding, Bindings } from './bindings.js';
export type { CertificateKeyPair, Certificates } from './certificates.js';
export { AuthentikError, isNameTaken } from './errors.js';
export type { Flows } from './flows.js';
export type { Group, Groups } from './groups.js';
export type { Held, Permissions } from './permissions.js';
export type { Mappings, PropertyMapping } from './property-mappings.js';
export type { LogLine, Provisioning, SyncedProvider, SyncStatus } from './provisioning.js';
export type { SamlProvider, SamlProviderFields } from './saml-provider.js';
export type { NewSamlProvider, SamlProviders } from './saml-providers.js';
export type { ScimMappings } from './scim-mappings.js';
export type { ScimProvider, ScimProviderFields } from './scim-provider.js';
export type { NewScimProvider, ScimProviders } from './scim-providers.js';
export type { Trace } from './trace.js';
export type { User, Users } from './users.js';
export type { Release } from './version.js';

/** How to reach authentik. */
export interface AuthentikOptions {
  /** Where authentik is opened in a browser, with its path if it is installed below one. */
  url: string;
  /** The key of an API token. */
  token: Secret;
  /** Milliseconds for one attempt of a request; 30,000 unless given. */
  timeoutMs?: number;
  trace?: Trace;
  /** Cuts reading requests short and lets no further one begin; its reason is thrown. */
  stop?: AbortSignal | undefined;
  /** Permits `http://` to another machine. */
  allowPlainHttp?: boolean;
}

/** A server of authentik that answers and accepts the token. */
export interface Authentik {
  /** Normalised, without trailing slash; a sub path is kept. */
  readonly url: string;
  readonly release: Release;
  /** Whose token it is. */
  readonly account: Account;
  /** Seconds that the server's clock is ahead; undefined when it does not tell. */
  readonly clockSkewSeconds: number | undefined;
  readonly flows: Flows;
  readonly mappings: Mappings;
  readonly certificates: Certificates;
  readonly samlProviders: SamlProviders;
  readonly applications: Applications;
  readonly bindings: Bindings;
  readonly groups: Groups;
  readonly users: Users;
  readonly scimMappings: ScimMappings;
  readonly scimProviders: ScimProviders;
  readonly provisioning: Provisioning;
  readonly permissions: Permissions;
  /** XML; undefined while no application is attached to the provider. */
  identityProviderMetadata(providerPk: number): Promise<string | undefined>;
}

/**
 * Finds out which release answers and whose token it is, with two requests at the same time.
 * Throws `AuthentikError` when the server fails or refuses, and `ExpectedError` for an address or
 * token that cannot be used and for a release that is too old.
 */
export async function connectAuthentik(options: AuthentikOptions): Promise<Authentik> {
  const { timeoutMs = 30_000, trace, stop, allowPlainHttp = false } = options;
  const url = normaliseAddress(options.url, allowPlainHttp);
  const token = usableToken(options.token);
  const { send, clockSkewSeconds } = createHttp({ url, token, timeoutMs, trace, stop });
  const stranger = createClient(url, send, undefined);
  const answers = [readRelease(stranger), readAccount(stranger)] as const;
  // Both are waited for, so that the error is always that of the first.
  await Promise.allSettled(answers);
  const [release, account] = [await answers[0], await answers[1]];
  if (!release.atLeast(oldestSupported.year, oldestSupported.month)) throw tooOld(release);
  const client = createClient(url, send, release);
  return {
    url,
    release,
    account,
    clockSkewSeconds: clockSkewSeconds(),
    flows: flows(client),
    mappings: mappings(client, release),
    certificates: certificates(client),
    samlProviders: samlProviders(client, release, account),
    applications: applications(client),
    bindings: bindings(client),
    groups: groups(client),
    users: users(client),
    scimMappings: scimMappings(client, release),
    scimProviders: scimProviders(client, release),
    provisioning: provisioning(client, release),
    permissions: permissions(client, release, account),
    identityProviderMetadata: (providerPk) => readMetadata(client, providerPk),
  };
}

function tooOld(release: Release): ExpectedError {
  const { year, month } = oldestSupported;
  return new ExpectedError({
    what: `authentik ${release.text} is too old for this program`,
    why: `It works with ${year}.${month} and later.`,
    next: 'Upgrade authentik; its release notes say which releases must not be skipped.',
  });
}
