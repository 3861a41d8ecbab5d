import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { STSClient } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import { type AwsOptions, type AwsSandbox, startAws } from '../../../src/sandbox/aws/index.js';
import type { Instance } from '../../../src/sandbox/aws/world/instance.js';

/** A pretended AWS for one test, with the real SDK clients pointed at it. */
export interface TestSandbox extends AwsSandbox, Clients {
  instance: Instance;
}

/** The SDK clients, without retries. */
export interface Clients {
  sts: STSClient;
  iam: IAMClient;
  ssoAdmin: SSOAdminClient;
  identityStore: IdentitystoreClient;
  organizations: OrganizationsClient;
  cloudTrail: CloudTrailClient;
}

/** Starts a pretended AWS with one instance at least; it ends with the test that called. */
export async function startSandbox(options: AwsOptions = {}): Promise<TestSandbox> {
  const aws = await startAws(options);
  onTestFinished(() => aws.close());
  const [instance] = aws.world.instances;
  if (instance === undefined) throw new Error('This helper needs an instance.');
  return { ...aws, ...clientsOf(aws), instance };
}

/** SDK clients for a pretended AWS; Region and access key can be other ones than its own. */
export function clientsOf(
  aws: AwsSandbox,
  { region = aws.region, accessKeyId = aws.accessKeyId, maxAttempts = 1 } = {},
): Clients {
  const credentials = { accessKeyId, secretAccessKey: aws.secretAccessKey };
  const settings = { endpoint: aws.endpoint, region, credentials, maxAttempts };
  return {
    sts: new STSClient(settings),
    iam: new IAMClient(settings),
    ssoAdmin: new SSOAdminClient(settings),
    identityStore: new IdentitystoreClient(settings),
    organizations: new OrganizationsClient(settings),
    cloudTrail: new CloudTrailClient(settings),
  };
}

/** A clock that stands still until it is told to go on. */
export function stoppedClock(start = '2026-11-23T12:00:00Z') {
  let time = new Date(start).getTime();
  return {
    now: () => new Date(time),
    forwardSeconds: (by: number) => {
      time += by * 1000;
    },
  };
}
