import type { Operation } from './iam-actions.js';

/** One request to AWS as it went over the wire; a retried call has several. */
export interface RequestTrace {
  readonly service: string;
  readonly operation: string;
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined;
  readonly ms: number;
}

/** Takes down the Date header of an answer. */
export type HearDate = (date: string, asked: number) => void;

/** How AWS is reached. */
export interface ConnectOptions {
  /** Without it the SDK's own chain decides: AWS_REGION, then the profile. */
  readonly region?: string | undefined;
  /** Without it the SDK's own chain decides: AWS_PROFILE, then `default`. */
  readonly profile?: string | undefined;
  /** For one attempt, in milliseconds; the SDK makes up to three. */
  readonly timeoutMs?: number | undefined;
  readonly trace?: ((line: RequestTrace) => void) | undefined;
  /** Cuts reading requests short and lets no further one begin; its reason is thrown. */
  readonly stop?: AbortSignal | undefined;
  /** Is told the Date header of each answer, and when this machine's clock had it asked for. */
  readonly hearDate?: HearDate | undefined;
  /** This machine's clock, in milliseconds. */
  readonly clock?: (() => number) | undefined;
}

/** What a message about a failed call tells of the way to AWS. */
export interface Route {
  readonly region: string;
  readonly profile: string | undefined;
  /** Origin of AWS_ENDPOINT_URL, where it is set: requests go there instead of to AWS. */
  readonly endpoint: string | undefined;
  /** Whether the environment names a proxy, which the AWS SDK does not use by itself. */
  readonly proxySet: boolean;
}

/** A call as its failure is told: which operation, and how AWS was reached. */
export type AwsCall = Operation & Route;

/** Reads from the environment what messages need; the SDK reads the rest itself. */
export function routeOf(
  options: ConnectOptions,
  region: string,
  environment: NodeJS.ProcessEnv = process.env,
): Route {
  const proxy = environment.HTTPS_PROXY || environment.https_proxy;
  return {
    region,
    profile: profileOf(options, environment),
    endpoint: originOf(environment.AWS_ENDPOINT_URL),
    proxySet: Boolean(proxy),
  };
}

/** The profile that the SDK uses by name; an empty variable counts as none, as in the SDK. */
export function profileOf(
  options: ConnectOptions,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return options.profile ?? (environment.AWS_PROFILE || undefined);
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
