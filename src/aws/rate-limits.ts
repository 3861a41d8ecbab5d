import pThrottle from 'p-throttle';
import type { Service } from './iam-actions.js';
import { loopbackOrigin } from './loopback.js';

/**
 * Requests a second that AWS allows. Identity store: 20 per API and store; sso-admin: 20 together
 * (user guide, limits). CloudTrail: 2 per account and Region (SDK, LookupEvents).
 */
const REQUESTS_PER_SECOND: Partial<Record<Service, number>> = {
  sso: 20,
  identitystore: 20,
  cloudtrail: 2,
};

/**
 * A turnstile for the requests to a service: each waits until it may pass. On loopback it stands
 * open, because what answers there is not AWS.
 */
export function turnstile(service: Service, endpoint: string | undefined): () => Promise<void> {
  const limit = REQUESTS_PER_SECOND[service];
  if (limit === undefined || loopbackOrigin(endpoint) !== undefined) return async () => {};
  return pThrottle({ limit, interval: 1000, strict: true })(async () => {});
}
