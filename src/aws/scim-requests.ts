import type { EventSource } from './sign-ins.js';

/** A request to the SCIM endpoint, as CloudTrail shows it. */
export interface ScimRequest {
  readonly at: Date;
  /** Such as `ServiceProviderConfig` or `PutUser`. */
  readonly name: string;
  /** AWS's reason for a refusal. */
  readonly refused?: string | undefined;
  /** What the program that sent it calls itself. */
  readonly sender?: string | undefined;
}

/** Under this name CloudTrail keeps SCIM requests (AWS user guide, scim-logging-using-cloudtrail). */
const SOURCE = 'identitystore-scim.amazonaws.com';
/** Enough to find one that was accepted. */
const MOST = 50;

/**
 * Requests to the SCIM endpoint of a tenant since a moment, newest first. They appear minutes late,
 * and for tokens made before September 2024 not at all (AWS user guide, rotate-token), so that none
 * seen proves nothing. Which token a request came with is not known to be told.
 *
 * @throws AwsError when CloudTrail cannot be read.
 */
export async function scimRequests(
  aws: EventSource,
  { since, tenant }: { readonly since: Date; readonly tenant: string },
): Promise<readonly ScimRequest[]> {
  const found: ScimRequest[] = [];
  for await (const event of aws.events({ source: SOURCE, since, limit: MOST })) {
    const { tenantId = tenant } = event.requestParameters;
    if (tenantId !== tenant) continue;
    const refused = event.errorMessage ?? event.errorCode;
    found.push({ at: event.at, name: event.name, refused, sender: event.userAgent });
  }
  return found;
}

/**
 * Whether authentik sent it, by what it calls itself (`authentik@2026.2.2`, recorded on all recorded
 * releases); CloudTrail keeps that word (`userAgent` in AWS's examples of SCIM records). What this
 * program tried itself, or anything else that has a token of the tenant, tells nothing of authentik.
 */
export function isOfAuthentik({ sender }: ScimRequest): boolean {
  return /^authentik@/i.test(sender ?? '');
}
