import type { Trouble } from '../basics/errors.js';
import type { AwsCall } from './connection.js';
import type { Failure } from './failure.js';

/** Explains what AWS refuses of permission sets and assignments: conflicts and quotas. */
export function explainAccess(failure: Failure, call: AwsCall): Trouble | undefined {
  if (call.service !== 'sso') return undefined;
  if (failure.name === 'ConflictException') {
    return {
      what: `AWS did not take sso ${call.operation}: something else is under way`,
      why: `${failure.message} The call was repeated before giving up.`,
      next: 'Wait until it has ended, then run the same command again.',
    };
  }
  if (failure.name !== 'ServiceQuotaExceededException') return undefined;
  return {
    what: `AWS refused sso ${call.operation}: a quota is used up`,
    why: failure.message,
    next: 'See the quotas of IAM Identity Center: https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html',
  };
}

/** Whether a call is worth repeating: something else is under way, or too much is. */
export function isBusy({ code }: { readonly code: string }): boolean {
  return /^(?:ConflictException|Throttl|TooManyRequests)/.test(code);
}
