import type { Trouble } from '../basics/errors.js';
import type { AwsCall } from './connection.js';
import type { AwsError } from './errors.js';
import type { Failure } from './failure.js';

/**
 * Explains what AWS refuses of permission sets, assignments and the identity store: conflicts and
 * quotas.
 */
export function explainAccess(failure: Failure, call: AwsCall): Trouble | undefined {
  const { service } = call;
  if (service !== 'sso' && service !== 'identitystore') return undefined;
  if (failure.name === 'ConflictException' && isPassing({ service, reason: failure.reason })) {
    return {
      what: `AWS did not take ${service} ${call.operation}: something else is under way`,
      why: `${failure.message} The call was repeated before giving up.`,
      next: 'Wait until it has ended, then run the same command again.',
    };
  }
  if (failure.name !== 'ServiceQuotaExceededException') return undefined;
  return {
    what: `AWS refused ${service} ${call.operation}: a quota is used up`,
    why: failure.message,
    next: 'See the quotas of IAM Identity Center: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html',
  };
}

/** What tells whether a failed call is worth repeating. */
type Refused = Pick<AwsError, 'service' | 'code' | 'reason' | 'httpStatus'>;

/** Whether a call is worth repeating: something else is under way, or too much is. */
export function isBusy(error: Refused): boolean {
  return isThrottled(error) || (error.code === 'ConflictException' && isPassing(error));
}

/** Whether too many requests were made. */
export function isThrottled({ code, httpStatus }: Pick<Refused, 'code' | 'httpStatus'>): boolean {
  return httpStatus === 429 || /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(code);
}

/**
 * Whether a conflict ends by itself. In the identity store it is mostly a name or a membership that
 * is there already (SDK, ConflictExceptionReason).
 */
function isPassing({ service, reason }: Pick<Refused, 'service' | 'reason'>): boolean {
  return service === 'sso' || reason === 'CONCURRENT_MODIFICATION';
}
