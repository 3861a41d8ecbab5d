import { AwsError } from '../api/errors.js';

/**
 * What the body says of each exception. The texts for 400 and 409 were seen on AWS, the others are
 * the ones that authentik's recordings were made with.
 */
const details: Readonly<Record<string, string>> = {
  ValidationException: 'Request is unparsable, syntactically incorrect, or violates schema.',
  UnauthorizedException: 'Request is missing authentication, or authentication failed.',
  ResourceNotFoundException: 'Resource not found.',
  ConflictException: 'Refused to create a new, duplicate resource.',
};

/** What the body of a refused request says in its `detail`. */
export function detailOf(error: AwsError): string {
  const { detail } = error.members;
  return typeof detail === 'string' ? detail : (details[error.code] ?? error.message);
}

/** The request is wrong. Only CloudTrail shows the reason; the body says the same for every one. */
export function invalidRequest(reason: string): AwsError {
  return new AwsError('ValidationException', reason, 400);
}

/** A PATCH that would replace or empty a group's memberships: the text was seen on AWS. */
export function replacingMemberships(): AwsError {
  const detail = 'Replacing group memberships is not supported.';
  return new AwsError('ValidationException', detail, 400, { detail });
}

/** Something that must be unique is there already. */
export function duplicate(reason: string): AwsError {
  return new AwsError('ConflictException', reason, 409);
}

/** What the request names is not there. */
export function noSuchResource(reason: string): AwsError {
  return new AwsError('ResourceNotFoundException', reason, 404);
}

/**
 * The token is missing, wrong or expired, or the tenant is wrong: AWS answers all of these alike
 * (SCIM developer guide, errors). Also an answer for `intercept`.
 */
export function unauthorised(): AwsError {
  return new AwsError('UnauthorizedException', 'Authorization header is invalid or missing.', 401);
}
