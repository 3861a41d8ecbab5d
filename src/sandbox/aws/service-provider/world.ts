import type { TrustedIdentityProvider } from './identity-provider-metadata.js';

/** The Identity Center instance that the service provider answers for. */
export interface ServiceProviderInstance {
  /** The primary Region, for example `eu-central-1`. */
  region: string;
  /** For example `d-99672f8278`. */
  identityStoreId: string;
  /** The last segment of the instance's ARN, for example `ssoins-72238d4e4906358a`. */
  instanceId: string;
  /** The twelve digits of the account that owns the instance. */
  accountId: string;
  /** The entity ID and the only audience it takes; the console says "issuer URL". */
  issuer: string;
  /** Every assertion consumer service URL; requests name the classic one, else the first. */
  acsUrls: readonly string[];
  /** Every AWS access portal URL, the alias included where there is one. */
  portalUrls: readonly string[];
  /** The portal URL of the form `https://{identityStoreId}.awsapps.com/start`. */
  classicPortalUrl: string;
}

/** A user of the identity store as far as a sign-in asks for it. */
export interface SignInUser {
  userId: string;
  userName: string;
  enabled: boolean;
}

/** One account that a user finds in the access portal. */
export interface PortalAccount {
  accountId: string;
  name: string;
  /** Names of permission sets, one a role. */
  roles: readonly string[];
}

/**
 * What the pretended service provider asks of the pretended AWS around it. It keeps nothing of
 * users or of the trust itself, so that what the console changes counts from the next request on.
 */
export interface ServiceProviderWorld {
  now(): Date;
  readonly instance: ServiceProviderInstance;
  /** The trusted identity provider; undefined while the identity source is the directory. */
  identityProvider(): TrustedIdentityProvider | undefined;
  /** The user of exactly this name, letter case included. */
  userByName(userName: string): SignInUser | undefined;
  /** What a user was given, by itself or through groups. */
  accountsOf(userName: string): readonly PortalAccount[];
  /** Keeps a CloudTrail record, in the form that LookupEvents gives as `CloudTrailEvent`. */
  record(event: Record<string, unknown>): void;
}
