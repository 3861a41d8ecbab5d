import type { AwsError } from '../aws/errors.js';
import type { ExpectedError } from '../basics/errors.js';

const OF_ONE_THING = /^(?:AccessDenied|ResourceNotFound|Validation|ServiceQuotaExceeded|Conflict)/;

/** Whether a refusal may be of one account or one user; any other comes for each of them alike. */
export function isOfOneThing({ code }: AwsError): boolean {
  return OF_ONE_THING.test(code);
}

/** What happened and why, as one sentence beside the name of what it happened to. */
export function reasonOf({ message, why }: ExpectedError): string {
  return [message, why].filter((part) => part !== undefined).join(': ');
}
