import type { TrustedIdentityProvider } from '../../../../src/sandbox/aws/service-provider/identity-provider-metadata.js';
import type { ServiceProviderWorld } from '../../../../src/sandbox/aws/service-provider/world.js';
import { scene } from './forge.js';

/** A world whose clock, trust and records a test can reach. */
export interface FakeWorld extends ServiceProviderWorld {
  records: Record<string, unknown>[];
  trust: TrustedIdentityProvider | undefined;
  clock: Date;
}

export const portals = {
  classic: 'https://d-99672f8278.awsapps.com/start',
  ipv4: 'https://ssoins-72238d4e4906358a.eu-central-1.portal.amazonaws.com',
  dualStack: 'https://ssoins-72238d4e4906358a.portal.eu-central-1.app.aws',
} as const;

/** An instance in Frankfurt with alice, and with bob, who is disabled. */
export function fakeWorld(trust?: TrustedIdentityProvider, acs: string = scene.acs): FakeWorld {
  const records: Record<string, unknown>[] = [];
  return {
    records,
    trust,
    clock: scene.now,
    now() {
      return this.clock;
    },
    instance: {
      region: 'eu-central-1',
      identityStoreId: 'd-99672f8278',
      instanceId: 'ssoins-72238d4e4906358a',
      accountId: '111122223333',
      issuer: scene.issuer,
      acsUrls: ['https://eu-central-1.sso.signin.aws/platform/saml/acs/2d737f96-55fb', acs],
      portalUrls: Object.values(portals),
      classicPortalUrl: portals.classic,
    },
    identityProvider() {
      return this.trust;
    },
    userByName(userName) {
      const enabled = { 'alice@example.com': true, 'bob@example.com': false }[userName];
      return enabled === undefined ? undefined : { userId: `id-${userName}`, userName, enabled };
    },
    accountsOf: () => [{ accountId: '444455556666', name: 'dev & test', roles: ['A', 'B'] }],
    record(event) {
      records.push(event);
    },
  };
}
