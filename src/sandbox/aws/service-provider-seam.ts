import type { PortalAccount, ServiceProviderWorld } from './service-provider/world.js';
import { type Instance, serviceProviderUrls } from './world/instance.js';
import type { World } from './world/world.js';

/** The hosts that AWS serves sign-in and the access portal from (AWS user guide, multi-region-workforce-access). */
const awsHosts =
  /\.(awsapps\.com|signin\.aws|signin\.aws\.amazon\.com|app\.aws|portal\.amazonaws\.com)$/;

/**
 * Whether a request is for the service provider. A browser of the sandbox connects to loopback and
 * keeps the host that it believes to visit.
 */
export function isServiceProviderHost(host: string): boolean {
  return awsHosts.test(host.toLowerCase().replace(/:\d+$/, ''));
}

/** One instance of the world, as the service provider sees it; read anew for every question. */
export function serviceProviderWorld(world: World, instance: Instance): ServiceProviderWorld {
  const { issuer, acsUrls, portals, classicPortal } = serviceProviderUrls(instance);
  return {
    now: () => world.now(),
    instance: {
      region: instance.region,
      identityStoreId: instance.identityStoreId,
      instanceId: instance.instanceId,
      accountId: instance.ownerAccountId,
      issuer,
      acsUrls,
      portalUrls: portals,
      classicPortalUrl: classicPortal,
    },
    identityProvider: () => {
      const source = instance.identitySource;
      return source.type === 'external' ? source.identityProvider : undefined;
    },
    userByName: (userName) => instance.directory.users.find('userName', userName),
    accountsOf: (userName) => accountsOf(world, instance, userName),
    record: (event) => world.trail.record(event),
  };
}

function accountsOf(world: World, { access, directory }: Instance, userName: string) {
  const user = directory.users.find('userName', userName);
  if (user === undefined) return [];
  access.settle(world.accessSeconds);
  const memberships = directory.memberships.all().filter(({ userId }) => userId === user.userId);
  const ids = [user.userId, ...memberships.map(({ groupId }) => groupId)];
  const theirs = access.assignments.filter(({ principalId }) => ids.includes(principalId));
  return world.accounts.flatMap(({ id, name }): PortalAccount[] => {
    const arns = theirs
      .filter((each) => each.accountId === id)
      .map((each) => each.permissionSetArn);
    const names = [...new Set(arns)].flatMap((arn) => access.permissionSet(arn)?.name ?? []);
    return names.length === 0 ? [] : [{ accountId: id, name, roles: names }];
  });
}
