/** What an AWS API answers when it refuses a call. */
export class AwsError extends Error {
  override readonly name: string = 'AwsError';
  /** As the JSON protocols name it, for example `AccessDeniedException`. */
  readonly code: string;
  readonly status: number;
  /** Further members of the answer, such as `Reason`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, members: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** The access key is not one of AWS's. */
export function unrecognizedClient(): AwsError {
  return new AwsError(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    403,
  );
}

/** The session of temporary credentials is over: an answer for `intercept`. */
export function expiredToken(): AwsError {
  return new AwsError(
    'ExpiredTokenException',
    'The security token included in the request is expired',
    403,
  );
}

/** Too many calls: an answer for `intercept`. AWS's models name the seconds to wait and the status. */
export function throttled(retryAfterSeconds = 1): AwsError {
  return new AwsError('ThrottlingException', 'Rate exceeded', 429, {
    RetryAfterSeconds: retryAfterSeconds,
  });
}

/**
 * Something is not unique, or two calls met: an answer for `intercept`. Whether AWS always gives the
 * reason is not documented.
 */
export function conflicting(
  reason?: 'UNIQUENESS_CONSTRAINT_VIOLATION' | 'CONCURRENT_MODIFICATION',
): AwsError {
  const members = reason === undefined ? {} : { Reason: reason };
  return new AwsError('ConflictException', 'The request conflicts.', 409, members);
}

/** The call itself is wrong. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** What the call names is not there. */
export function notFound(message: string, members: Record<string, unknown> = {}): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404, members);
}
