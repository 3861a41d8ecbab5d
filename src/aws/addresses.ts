import { ExpectedError } from '../basics/errors.js';
import { IDENTITY_STORE_ID, instanceIdOf } from './identifiers.js';
import { type Evidence, hostsOf, partitionOf } from './partitions.js';

/** The access portal under each of its addresses. An alias is not among them: no API tells it. */
export interface PortalUrls {
  /** Opens the primary Region only. */
  readonly classic: string;
  readonly ipv4: string;
  readonly dualStack: string;
}

/** What follows from an instance's identifiers alone. */
export interface Addresses {
  /** Issuer URL of IAM Identity Center: the entity ID, and the audience of assertions. */
  readonly issuer: string;
  readonly portalUrls: PortalUrls;
  /** How far the form of these addresses is known in this partition. */
  readonly evidence: Evidence;
}

/** What addresses are made of. */
export interface InstanceIdentifiers {
  /** The primary Region. */
  readonly region: string;
  readonly identityStoreId: string;
  readonly instanceArn: string;
}

/**
 * Derives issuer and portal addresses. The issuer's form is that of every value seen in public,
 * also on instances that use dual-stack ACS URLs; the portal's forms are in the user guide
 * (multi-region-workforce-access) and AWS's own SDKs.
 */
export function addressesOf(instance: InstanceIdentifiers): Addresses {
  const instanceId = instanceIdOf(instance.instanceArn);
  if (instanceId === undefined) throw malformed('instance ARN', instance.instanceArn);
  if (!IDENTITY_STORE_ID.test(instance.identityStoreId)) {
    throw malformed('identity store ID', instance.identityStoreId);
  }
  const { region, identityStoreId } = instance;
  const { signIn, evidence } = hostsOf(region);
  return {
    issuer: `https://${region}.${signIn}/platform/saml/${identityStoreId}`,
    portalUrls: portalUrls(region, identityStoreId, instanceId),
    evidence,
  };
}

function portalUrls(region: string, storeId: string, instanceId: string): PortalUrls {
  switch (partitionOf(region)) {
    case 'aws':
      return {
        classic: `https://${storeId}.awsapps.com/start`,
        ipv4: `https://${instanceId}.${region}.portal.amazonaws.com`,
        dualStack: `https://${instanceId}.portal.${region}.app.aws`,
      };
    case 'aws-us-gov':
      return {
        classic: `https://${govClassicHost(region)}/directory/${storeId}`,
        ipv4: `https://${instanceId}.${region}.portal.amazonaws.com`,
        dualStack: `https://${instanceId}.portal.${region}.app.aws`,
      };
    case 'aws-cn':
      return {
        classic: `https://start.${region}.home.awsapps.cn/directory/${storeId}`,
        ipv4: `https://${instanceId}.${region}.portal.amazonaws.com.cn`,
        dualStack: `https://${instanceId}.portal.${region}.app.amazonwebservices.com.cn`,
      };
  }
}

function govClassicHost(region: string): string {
  const host = 'us-gov-home.awsapps.com';
  return region === 'us-gov-west-1' ? `start.${host}` : `start.${region}.${host}`;
}

function malformed(what: string, value: string): ExpectedError {
  return new ExpectedError({
    what: `"${value}" does not have the form of an ${what}`,
    why: 'Issuer and access portal addresses are made of it, so it has to be exact.',
  });
}
