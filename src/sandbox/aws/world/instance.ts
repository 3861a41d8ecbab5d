import { randomBytes, randomUUID } from 'node:crypto';
import type { TrustedIdentityProvider } from '../service-provider/identity-provider-metadata.js';
import { Access } from './access.js';
import { Directory } from './directory.js';
import type { ProvisioningTenant } from './provisioning.js';

/** How the users of an instance sign in: by Identity Center itself, or by an identity provider. */
export type IdentitySource =
  | { type: 'directory' }
  | { type: 'external'; identityProvider: TrustedIdentityProvider };

/** One instance of IAM Identity Center, with its identity store and what the console sets. */
export interface Instance {
  /** The last segment of the ARN: `ssoins-` and 16 hexadecimal digits. */
  readonly instanceId: string;
  readonly arn: string;
  /** `d-` and 10 hexadecimal digits. */
  readonly identityStoreId: string;
  readonly identityStoreArn: string;
  readonly ownerAccountId: string;
  /** The primary Region. The sandbox has no additional Regions. */
  readonly region: string;
  readonly createdDate: Date;
  readonly status: 'ACTIVE';
  /** The last path segment of every ACS URL. Nothing else shows it, so it cannot be derived. */
  readonly serviceProviderTenantId: string;
  readonly directory: Directory;
  readonly access: Access;
  identitySource: IdentitySource;
  /** Automatic provisioning by SCIM; undefined while it is off. */
  provisioning: ProvisioningTenant | undefined;
}

/** What tells one new instance from another. */
export interface NewInstance {
  ownerAccountId: string;
  region: string;
  createdDate: Date;
  now: () => Date;
}

/** Instances enabled since then do not use the classic ACS host (AWS user guide, multi-region-workforce-access). */
const CLASSIC_HOST_RETIRED = new Date('2026-02-01T00:00:00Z');

/** Makes an instance with an empty directory and AWS's own forms of identifiers. */
export function createInstance({
  ownerAccountId,
  region,
  createdDate,
  now,
}: NewInstance): Instance {
  const instanceId = `ssoins-${randomBytes(8).toString('hex')}`;
  const identityStoreId = `d-${randomBytes(5).toString('hex')}`;
  return {
    instanceId,
    arn: `arn:aws:sso:::instance/${instanceId}`,
    identityStoreId,
    identityStoreArn: `arn:aws:identitystore::${ownerAccountId}:identitystore/${identityStoreId}`,
    ownerAccountId,
    region,
    createdDate,
    status: 'ACTIVE',
    serviceProviderTenantId: tenantId(region, createdDate),
    directory: new Directory(now),
    access: new Access(instanceId, now),
    identitySource: { type: 'directory' },
    provisioning: undefined,
  };
}

/** Both forms were seen: a plain UUID, and the Region's hexadecimal bytes before a UUID. */
function tenantId(region: string, createdDate: Date): string {
  if (createdDate < CLASSIC_HOST_RETIRED) return randomUUID();
  return `${Buffer.from(`${region}-`).toString('hex')}${randomUUID()}`;
}

/** The addresses of an instance's service provider (AWS user guide, multi-region-workforce-access). */
export interface ServiceProviderUrls {
  issuer: string;
  /** On an IPv4 host: the classic one where the instance still uses it. */
  ipv4Acs: string;
  dualStackAcs: string;
  /** Every ACS URL, the one that a sign-in on the default portal names first. */
  acsUrls: readonly string[];
  classicPortal: string;
  dualStackPortal: string;
  portals: readonly string[];
}

/** Builds the addresses of an instance's service provider; the partition is always `aws`. */
export function serviceProviderUrls(instance: Instance): ServiceProviderUrls {
  const { region, identityStoreId, instanceId, serviceProviderTenantId, createdDate } = instance;
  const acs = (host: string) =>
    `https://${region}.${host}/platform/saml/acs/${serviceProviderTenantId}`;
  const ipv4 = acs('signin.aws');
  const dualStackAcs = acs('sso.signin.aws');
  const classic = createdDate < CLASSIC_HOST_RETIRED ? [acs('signin.aws.amazon.com')] : [];
  const classicPortal = `https://${identityStoreId}.awsapps.com/start`;
  const ipv4Portal = `https://${instanceId}.${region}.portal.amazonaws.com`;
  const dualStackPortal = `https://${instanceId}.portal.${region}.app.aws`;
  return {
    issuer: `https://${region}.signin.aws.amazon.com/platform/saml/${identityStoreId}`,
    ipv4Acs: classic[0] ?? ipv4,
    dualStackAcs,
    acsUrls: [...classic, ipv4, dualStackAcs],
    classicPortal,
    dualStackPortal,
    portals: [classicPortal, ipv4Portal, dualStackPortal],
  };
}
