import { randomUUID } from 'node:crypto';
import type { World } from './world.js';

/** One call of the caller, as far as its CloudTrail record shows it. */
export interface RecordedCall {
  /** The service, for example `sso-directory.amazonaws.com`. */
  eventSource: string;
  eventName: string;
  readOnly: boolean;
  region: string;
  requestParameters?: Record<string, unknown>;
  /** Set when the call was refused. */
  error?: { code: string; message: string };
}

/**
 * Keeps the CloudTrail record of a call. The frame is that of the records seen from Identity Center
 * in 2026; which request parameters a call shows was seen for SCIM only.
 */
export function recordCall(world: World, call: RecordedCall): void {
  const { accountId, accessKeyId, userName, userId, arn } = world.caller;
  world.trail.record({
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', principalId: userId, arn, accountId, accessKeyId, userName },
    eventTime: `${world.now().toISOString().slice(0, 19)}Z`,
    eventSource: call.eventSource,
    eventName: call.eventName,
    awsRegion: call.region,
    sourceIPAddress: '127.0.0.1',
    ...(call.error && { errorCode: call.error.code, errorMessage: call.error.message }),
    requestParameters: call.requestParameters ?? null,
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: call.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
  });
}
