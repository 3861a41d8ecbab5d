import { attempts, perAttempt } from './attempts.js';
import { boundedAnswers, nearestToNetwork } from './bounded-answers.js';
import { type ConnectOptions, routeOf } from './connection.js';
import type { Service } from './iam-actions.js';
import { silentLogger, withoutNodeAdvice } from './quiet-sdk.js';
import { turnstile } from './rate-limits.js';

const DEFAULT_TIMEOUT_MS = 30_000;

/** The SDK's clients, each loaded and made when first asked for. */
export type Clients = ReturnType<typeof openClients>;

/** Prepares the SDK's clients; nothing is loaded or sent yet. */
export function openClients(options: ConnectOptions) {
  const config = clientConfig(options);
  const { endpoint } = routeOf(options, '');
  const passing = (service: Service) => ({
    service,
    turn: turnstile(service, endpoint),
    trace: options.trace,
    stop: options.stop,
    hearDate: options.hearDate,
    clock: options.clock,
  });
  return {
    sts: once(async () => {
      const sdk = await import('@aws-sdk/client-sts');
      const client = withoutNodeAdvice(() => new sdk.STSClient(config));
      client.middlewareStack.add(attempts(passing('sts')), perAttempt);
      client.middlewareStack.add(boundedAnswers(), nearestToNetwork);
      return { sdk, client };
    }),
    iam: once(async () => {
      const sdk = await import('@aws-sdk/client-iam');
      const client = withoutNodeAdvice(() => new sdk.IAMClient(config));
      client.middlewareStack.add(attempts(passing('iam')), perAttempt);
      client.middlewareStack.add(boundedAnswers(), nearestToNetwork);
      return { sdk, client };
    }),
    organizations: once(async () => {
      const sdk = await import('@aws-sdk/client-organizations');
      const client = withoutNodeAdvice(() => new sdk.OrganizationsClient(config));
      client.middlewareStack.add(attempts(passing('organizations')), perAttempt);
      client.middlewareStack.add(boundedAnswers(), nearestToNetwork);
      return { sdk, client };
    }),
    ssoAdmin: once(async () => {
      const sdk = await import('@aws-sdk/client-sso-admin');
      const client = withoutNodeAdvice(() => new sdk.SSOAdminClient(config));
      client.middlewareStack.add(attempts(passing('sso')), perAttempt);
      client.middlewareStack.add(boundedAnswers(), nearestToNetwork);
      return { sdk, client };
    }),
    identityStore: once(async () => {
      const sdk = await import('@aws-sdk/client-identitystore');
      const client = withoutNodeAdvice(() => new sdk.IdentitystoreClient(config));
      client.middlewareStack.add(attempts(passing('identitystore')), perAttempt);
      client.middlewareStack.add(boundedAnswers(), nearestToNetwork);
      return { sdk, client };
    }),
    cloudTrail: once(async () => {
      const sdk = await import('@aws-sdk/client-cloudtrail');
      const client = withoutNodeAdvice(() => new sdk.CloudTrailClient(config));
      client.middlewareStack.add(attempts(passing('cloudtrail')), perAttempt);
      client.middlewareStack.add(boundedAnswers(), nearestToNetwork);
      return { sdk, client };
    }),
  };
}

/** Neither credentials nor an endpoint are given: both are the SDK's own business. */
function clientConfig(options: ConnectOptions) {
  const timeout = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  return {
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    logger: silentLogger,
    requestHandler: {
      connectionTimeout: timeout,
      requestTimeout: timeout,
      throwOnRequestTimeout: true,
    },
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
