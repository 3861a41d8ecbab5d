import { randomUUID } from 'node:crypto';
import type { AwsError } from '../api/errors.js';
import type { Instance } from '../world/instance.js';
import type { AccessToken } from '../world/provisioning.js';
import type { World } from '../world/world.js';
import type { ScimCall } from './identify.js';
import { maskedBody, maskedResource } from './masking.js';

/** What is said of one request in its CloudTrail record. */
export interface ScimEvent {
  call: ScimCall & { operation: string };
  instance: Instance;
  /** Undefined when the token was refused. */
  token: AccessToken | undefined;
  userAgent: string;
  body: unknown;
  /** The answer's body, or why the request was refused. */
  outcome: Record<string, unknown> | AwsError | undefined;
}

/**
 * Keeps the CloudTrail record of a SCIM request, after AWS's examples (AWS user guide,
 * scim-logging-using-cloudtrail): values hidden, the reason of a refusal in `errorMessage`. The
 * examples do not show what stands for the access key; here it is the token's ID.
 */
export function recordScimCall(world: World, event: ScimEvent): void {
  const { call, instance, token, outcome } = event;
  const error = outcome instanceof Error ? outcome : undefined;
  world.trail.record({
    eventVersion: '1.10',
    userIdentity: {
      type: error === undefined ? 'WebIdentityUser' : 'Unknown',
      accountId: instance.ownerAccountId,
      accessKeyId: token?.tokenId ?? '',
    },
    eventTime: `${world.now().toISOString().slice(0, 19)}Z`,
    eventSource: 'identitystore-scim.amazonaws.com',
    eventName: call.operation,
    awsRegion: instance.region,
    sourceIPAddress: '127.0.0.1',
    userAgent: event.userAgent,
    ...(error && { errorCode: error.code, errorMessage: error.message }),
    requestParameters: {
      ...(event.body !== undefined && { httpBody: maskedBody(event.body) }),
      tenantId: call.tenantId,
      ...(call.id !== undefined && { id: call.id }),
    },
    responseElements:
      outcome === undefined || outcome instanceof Error ? null : maskedResource(outcome),
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: /^(Get|List|ServiceProviderConfig)/.test(call.operation),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: instance.ownerAccountId,
    eventCategory: 'Management',
    tlsDetails: { clientProvidedHostHeader: `scim.${instance.region}.amazonaws.com` },
  });
}
