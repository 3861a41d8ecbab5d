import { type AuthentikSandbox, newestRecordedRelease, startAuthentik } from './authentik/index.js';
import { type AwsSandbox, startAws } from './aws/index.js';
import { Faults } from './faults/index.js';

/** Which half to start, where, and what authentik plays. */
export interface SandboxOptions {
  readonly authentikRelease?: string;
  /** 0: any free one. */
  readonly authentikPort?: number;
  readonly awsPort?: number;
  /** What goes wrong, on either side. */
  readonly faults?: Faults;
}

/** Both pretended systems, running. */
export interface Sandbox {
  readonly authentik: AuthentikSandbox;
  readonly aws: AwsSandbox;
  /** The variables with which the AWS SDK and this program find it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts authentik and AWS side by side on loopback. They share nothing but this process. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const faults = options.faults ?? new Faults();
  const [authentik, aws] = await Promise.all([
    startAuthentik({
      release: options.authentikRelease ?? newestRecordedRelease,
      port: options.authentikPort ?? 0,
      faults,
    }),
    startAws({ port: options.awsPort ?? 0, faults }),
  ]);
  return {
    authentik,
    aws,
    environment: { ...awsEnvironment(aws), ...(await faults.environment()) },
    async close() {
      await Promise.all([authentik.close(), aws.close(), faults.end()]);
    },
  };
}

/** The variables that lead the AWS SDK to the pretended AWS. */
export function awsEnvironment(aws: AwsSandbox): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.secretAccessKey,
  };
}
