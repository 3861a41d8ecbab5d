import { onTestFinished } from 'vitest';
import type { AuthentikOptions } from '../../../../src/sandbox/authentik/index.js';
import { many, one, type Server, samlBody, server } from '../calls.js';
import { AwsLikeEndpoint } from './aws-like-endpoint.js';

/** The self-contained mapping of the recordings. */
export const selfContained = [
  'parts = request.user.name.split(None, 1)',
  'given = parts[0] if parts else request.user.username',
  'family = parts[1] if len(parts) > 1 else given',
  'return {',
  '    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],',
  '    "userName": request.user.email,',
  '    "name": {"formatted": request.user.name or given, "givenName": given, "familyName": family},',
  '    "displayName": request.user.name or request.user.username,',
  '    "active": request.user.is_active,',
  '    "emails": [{"value": request.user.email, "type": "work", "primary": True}],',
  '}',
].join('\n');

/** The same for whoever has an e-mail address. */
export const skipping = `if not request.user.email:\n    raise SkipObject\n${selfContained}`;

/** A provider that is ready to be synchronised, and what it sends to; both end with their test. */
export interface CaseServer extends Server {
  endpoint: AwsLikeEndpoint;
  /** The key of the SCIM provider. */
  scim: unknown;
  /** The key of the group `aws-users`. */
  group: unknown;
  /** Saves the SCIM provider, which starts a synchronisation. */
  save(changes?: object): Promise<void>;
}

/** How one provider differs from another. */
export interface CaseOptions {
  expression?: string;
  /** Everyone is in scope, not just the group. */
  everyone?: boolean;
  token?: string;
  /** Users who are there beside the usual ones, by user name, with an address of their own. */
  people?: readonly string[];
  /** Whether those are members of the group. */
  peopleAreMembers?: boolean;
  /** Left unattached: nothing is synchronised. */
  unattached?: boolean;
  provider?: object;
  server?: Pick<AuthentikOptions, 'onSecondSync' | 'syncRetryDelay'>;
}

/** Makes everything that a recorded case makes, up to the save that starts its first run. */
export async function caseServer(
  release: string,
  name: string,
  options: CaseOptions = {},
): Promise<CaseServer> {
  const endpoint = await AwsLikeEndpoint.start();
  onTestFinished(() => endpoint.stop());
  const on = await server(release, options.server);
  const group = many(await on.call('GET', '/core/groups/?name=aws-users')).results[0]?.pk;
  for (const username of options.people ?? []) {
    const groups = options.peopleAreMembers ? [group] : [];
    const email = `${username}@example.com`;
    await on.call('POST', '/core/users/', { username, name: `${username} Case`, email, groups });
  }
  const scim = await makeProvider(on, { release, name, endpoint, group, options });
  if (!options.unattached) await attach(on, { scim, group, options });
  await on.settled();
  return {
    ...on,
    ...{ endpoint, scim, group },
    async save(changes = {}) {
      await on.call('PATCH', `/providers/scim/${scim}/`, changes);
    },
  };
}

interface Making {
  release: string;
  name: string;
  endpoint: AwsLikeEndpoint;
  group: unknown;
  options: CaseOptions;
}

async function makeProvider(on: Server, making: Making): Promise<unknown> {
  const { release, name, endpoint, group, options } = making;
  const [year = 0, month = 0] = release.split('.').map(Number);
  const mappings = `/propertymappings/${year * 12 + month < 2024 * 12 + 8 ? '' : 'provider/'}scim/`;
  const expression = options.expression ?? selfContained;
  const own = one(await on.call('POST', mappings, { name: `${name} user`, expression })).pk;
  const managed = `${mappings}?managed=goauthentik.io/providers/scim/group`;
  const ofGroups = many(await on.call('GET', managed)).results[0]?.pk;
  const provider = await on.call('POST', '/providers/scim/', {
    ...{ name: `case-${name}-scim`, url: endpoint.url, token: options.token ?? 'right' },
    ...{ property_mappings: [own], property_mappings_group: [ofGroups] },
    ...{ exclude_users_service_account: true, compatibility_mode: 'aws' },
    filter_group: options.everyone ? null : group,
    ...options.provider,
  });
  return one(provider).pk;
}

async function attach(
  on: Server,
  { scim, group, options }: { scim: unknown; group: unknown; options: CaseOptions },
): Promise<void> {
  const provider = one(await on.call('POST', '/providers/saml/', await samlBody(on, 'case'))).pk;
  const application = { name: 'case', slug: 'case', provider };
  const target = one(await on.call('POST', '/core/applications/', application)).pk;
  if (!options.everyone) await on.call('POST', '/policies/bindings/', { target, group, order: 0 });
  await on.call('PATCH', '/core/applications/case/', { backchannel_providers: [scim] });
}

/** The key of a user. */
export async function userKey(on: Server, username: string): Promise<unknown> {
  return many(await on.call('GET', `/core/users/?username=${username}`)).results[0]?.pk;
}
