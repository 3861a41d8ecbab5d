import type { Trouble } from '../basics/errors.js';
import type { AwsCall } from './connection.js';
import type { Failure } from './failure.js';
import { iamActionOf } from './iam-actions.js';

/** Explains that AWS knows these credentials but does not let them make the call. */
export function explainDenial(failure: Failure, call: AwsCall): Trouble | undefined {
  if (/^(?:OptInRequired|SubscriptionRequired)/.test(failure.name))
    return notEnabled(failure, call);
  if (!/^(?:AccessDenied|NotAuthorized|UnauthorizedOperation|Forbidden)/.test(failure.name)) {
    return undefined;
  }
  // A customer-managed key's part in it, such as `KMS_ACCESS_DENIED`.
  if (failure.reason?.startsWith('KMS')) return keyRefused(failure, call);
  const action = iamActionOf(call);
  return {
    what: `These AWS credentials are not allowed to call ${action}`,
    why: failure.message === '' ? 'AWS gave no reason.' : failure.message,
    next: remedies(failure.message, action),
    exit: 'notAuthorised',
  };
}

function remedies(message: string, action: string): string[] {
  if (message.includes('service control policy')) {
    return [
      `Ask whoever keeps the organization's service control policies to allow ${action} here.`,
    ];
  }
  return [
    `Allow ${action} in a policy of this user or role; the README has the whole policy.`,
    'Or use other credentials: --profile or AWS_PROFILE. Then run the same command again.',
  ];
}

function keyRefused(failure: Failure, call: AwsCall): Trouble {
  return {
    what: `AWS could not use the instance's own encryption key for ${call.service} ${call.operation}`,
    why: `IAM Identity Center is encrypted with a customer-managed KMS key here (${failure.reason}).`,
    next: 'Allow kms:Decrypt on that key to this user or role, and see that the key is enabled.',
    exit: 'notAuthorised',
  };
}

function notEnabled(failure: Failure, call: AwsCall): Trouble {
  return {
    what: `The Region ${call.region} is not open to this account`,
    why: `${failure.name}: ${failure.message}`,
    next: 'Enable the Region in the account settings, or choose another: --region or AWS_REGION.',
    exit: 'notAuthorised',
  };
}
