import { randomUUID } from 'node:crypto';
import type { Acceptance, Refusal } from './verdict.js';
import type { ServiceProviderInstance } from './world.js';

type CloudTrailRecord = Record<string, unknown>;

/** What every record of a sign-in needs. */
export interface RecordedSignIn {
  instance: ServiceProviderInstance;
  at: Date;
}

/** The CloudTrail record of a sign-in that worked: the shape of a record of September 2026. */
export function successRecord(
  { nameId, userId }: Acceptance,
  portalUrl: string,
  signIn: RecordedSignIn,
): CloudTrailRecord {
  const { accountId, identityStoreId } = signIn.instance;
  const partition = partitionOf(signIn.instance.region);
  const identityStoreArn = `arn:${partition}:identitystore::${accountId}:identitystore/${identityStoreId}`;
  return {
    ...common(signIn),
    userIdentity: {
      type: 'IdentityCenterUser',
      arn: '',
      accountId,
      accessKeyId: '',
      onBehalfOf: { userId, identityStoreArn },
      credentialId: randomUUID(),
    },
    eventName: 'UserAuthentication',
    responseElements: null,
    additionalEventData: {
      AuthWorkflowID: randomUUID(),
      UserName: nameId,
      LoginTo: portalUrl,
      CredentialType: 'EXTERNAL_IDP',
    },
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { UserAuthentication: 'Success' },
  };
}

/**
 * The CloudTrail record of a response that was refused, in the shape of a record of September
 * 2026: no errorCode, no user. Undefined for a user who does not exist, who leaves no trace
 * (reported in October 2026). Where AWS's text is not known, the message says so.
 */
export function failureRecord(
  refusal: Refusal,
  signIn: RecordedSignIn,
): CloudTrailRecord | undefined {
  if (refusal.subject === 'user-unknown') return undefined;
  const { accountId } = signIn.instance;
  return {
    ...common(signIn),
    userIdentity: {
      type: 'Unknown',
      arn: '',
      accountId,
      accessKeyId: '',
      credentialId: randomUUID(),
    },
    eventName: 'ExternalIdPDirectoryLogin',
    errorMessage: refusal.awsErrorMessage ?? `${refusal.reason} (words of the sandbox, not of AWS)`,
    responseElements: { ExternalIdPDirectoryLogin: 'Failure' },
    eventType: 'AwsConsoleSignIn',
  };
}

function common({ instance, at }: RecordedSignIn): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    eventTime: `${at.toISOString().slice(0, 19)}Z`,
    eventSource: 'signin.amazonaws.com',
    awsRegion: instance.region,
    // The sandbox's browsers are on loopback.
    sourceIPAddress: '127.0.0.1',
    eventID: randomUUID(),
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: instance.accountId,
  };
}

function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}
