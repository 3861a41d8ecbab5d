import { ExpectedError, OutsideError, type Trouble } from '../basics/errors.js';
import { checkLists } from './check-lists.js';
import type { AwsCall } from './connection.js';
import { explainAccess, isThrottled } from './explain-access.js';
import { explainCredentials } from './explain-credentials.js';
import { explainDenial } from './explain-denial.js';
import { explainNetwork } from './explain-network.js';
import { type Failure, failureOf } from './failure.js';
import type { Service } from './iam-actions.js';

/** A call to AWS that failed, explained. Holds no credential and no response of AWS. */
export class AwsError extends OutsideError {
  override readonly name: string = 'AwsError';
  readonly service: Service;
  readonly operation: string;
  /** Name of AWS's exception or of the network error. */
  readonly code: string;
  /** What the exception says besides its name, such as `CONCURRENT_MODIFICATION`. */
  readonly reason: string | undefined;
  readonly httpStatus: number | undefined;
  /** What AWS's support asks for. */
  readonly requestId: string | undefined;

  constructor(trouble: Trouble, call: AwsCall, failure: Failure) {
    super(trouble);
    this.service = call.service;
    this.operation = call.operation;
    this.code = failure.code ?? failure.name;
    this.reason = failure.reason;
    this.httpStatus = failure.httpStatus;
    this.requestId = failure.requestId;
  }
}

const explainers = [
  explainCredentials,
  explainDenial,
  explainThrottling,
  explainAccess,
  explainNetwork,
];

/** Turns what an SDK client threw into an error that says what to do; an explained one stays. */
export function toAwsError(error: unknown, call: AwsCall): ExpectedError {
  if (error instanceof ExpectedError) return error;
  const failure = failureOf(error);
  for (const explain of explainers) {
    const trouble = explain(failure, call);
    if (trouble !== undefined) return new AwsError(trouble, call, failure);
  }
  return new AwsError(unexplained(failure, call), call, failure);
}

/** Makes a call and explains its failure. */
export async function explained<Value>(call: AwsCall, make: () => Promise<Value>): Promise<Value> {
  try {
    return await make();
  } catch (error) {
    throw toAwsError(error, call);
  }
}

/**
 * Passes on the pages of a listing call and explains its failure. The SDK follows `NextToken` for
 * ever, so a list that comes back to a page of its own is ended here, as a failure: taken for whole
 * it would hide whoever stands behind.
 */
export async function* explainedPages<Page extends object>(
  call: AwsCall,
  pages: AsyncIterable<Page>,
): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<unknown>();
  try {
    for await (const page of pages) {
      const next = 'NextToken' in page ? page.NextToken : undefined;
      if (next !== undefined && seen.has(next)) throw goesInCircles(call);
      seen.add(next);
      checkLists(page);
      yield page;
    }
  } catch (error) {
    throw toAwsError(error, call);
  }
}

function goesInCircles({ service, operation }: AwsCall): OutsideError {
  return new OutsideError({
    what: `AWS's list has no end: ${service} ${operation}`,
    why: 'A page names an earlier one as the next.',
    next: 'Check that nothing between this machine and AWS caches or rewrites answers.',
  });
}

/** Whether a call failed because these credentials may not make it, or AWS there knows none such. */
export function isNotAllowedOrUnknown(error: unknown): boolean {
  return (
    error instanceof AwsError &&
    /^(?:AccessDenied(?:Exception)?|UnknownOperationException|NotImplemented)$/.test(error.code)
  );
}

/**
 * Whether a policy refused a call, which AWS says so (IAM user guide, troubleshoot_access-denied): a
 * service refuses by itself, too, what an account may not ask at all.
 */
export function isDeniedByPolicy(error: unknown): boolean {
  return isNotAllowedOrUnknown(error) && /not authorized to perform/.test(whyOf(error));
}

function whyOf(error: unknown): string {
  return (error instanceof AwsError && error.why) || '';
}

function explainThrottling(failure: Failure, call: AwsCall): Trouble | undefined {
  const { name: code, httpStatus } = failure;
  if (!isThrottled({ code, httpStatus })) return undefined;
  return {
    what: `AWS refused ${call.service} ${call.operation} because of too many requests`,
    why: 'The limit is shared by everything that works on this account in this Region; the call was repeated before giving up.',
    next: 'Wait a minute and run the same command again.',
  };
}

function unexplained(failure: Failure, call: AwsCall): Trouble {
  const id = failure.requestId === undefined ? '' : `, request ${failure.requestId}`;
  return {
    what: `AWS answered ${call.service} ${call.operation} with an error`,
    why: `${failure.name}: ${failure.message} (Region ${call.region}${id})`,
    next: 'Run the same command again; if it stays, look at https://health.aws.amazon.com/health/status',
  };
}
