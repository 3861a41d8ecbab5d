/** `ssoins-` and 16 characters: the last part of an instance's ARN (SDK, InstanceArn pattern). */
export const INSTANCE_ID = /^(?:sso)?ins-[A-Za-z0-9-.]{16}$/;

const INSTANCE_ARN = /^arn:(aws(?:-[a-z]+)*):sso:::instance\/((?:sso)?ins-[A-Za-z0-9-.]{16})$/;

/** `d-` and ten hex digits, or a UUID (SDK, IdentityStoreId pattern). */
export const IDENTITY_STORE_ID = /^(?:d-[0-9a-f]{10}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The part of an instance's ARN that names it, such as `ssoins-72238d4e4906358a`. */
export function instanceIdOf(instanceArn: string): string | undefined {
  return INSTANCE_ARN.exec(instanceArn)?.[2];
}

/**
 * Issuer of the external IDs that SCIM gives. Seen in public code that tests for this prefix; AWS
 * does not document it, and it is there only when the client sent an `externalId`.
 */
export const SCIM_ISSUER_PREFIX = 'https://scim.aws.com/';
