import type { World } from '../world/world.js';
import { AwsError, unrecognizedClient } from './errors.js';
import type { Service } from './services.js';

/** What AWS takes from the `Authorization` header of Signature Version 4. */
const signatureV4 = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request,/;

/**
 * Checks whose request it is and gives the Region that it was signed for. Only the access key is
 * compared: the signature itself is not computed again. Throws AwsError.
 */
export function authenticate(world: World, authorization: string | undefined): string {
  if (authorization === undefined) {
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  const [, accessKeyId, region] = signatureV4.exec(authorization) ?? [];
  if (accessKeyId === undefined || region === undefined) {
    throw new AwsError(
      'IncompleteSignatureException',
      'Authorization header requires a Credential of the form KEY/DATE/REGION/SERVICE/aws4_request.',
    );
  }
  if (accessKeyId !== world.caller.accessKeyId) throw unrecognizedClient();
  return region;
}

/**
 * Refuses an operation whose IAM action the world denies, in the words that AWS uses (IAM user
 * guide, troubleshoot_access-denied). GetCallerIdentity needs no permission and is never refused
 * (STS reference, GetCallerIdentity).
 */
export function authorise(world: World, service: Service, operation: string): void {
  const action = `${service.iamPrefix}:${operation}`;
  if (action === 'sts:GetCallerIdentity' || !world.deniedActions.has(action)) return;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${world.caller.arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
    403,
  );
}
