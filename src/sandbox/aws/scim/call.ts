import type { AwsError } from '../api/errors.js';
import type { Directory } from '../world/directory.js';
import type { Stamped } from '../world/people.js';
import { Duplicate } from '../world/unique-records.js';
import type { ScimAnswer } from './answer.js';
import { duplicate } from './errors.js';

/** One authenticated request, as an operation sees it. */
export interface OperationCall {
  directory: Directory;
  /** The issuer of the external IDs that this tenant sets. */
  issuer: string;
  /** The resource's ID; the empty text where the path has none. */
  id: string;
  query: URLSearchParams;
  /** The parsed JSON of POST, PUT and PATCH. */
  body: unknown;
  /** The greatest number of items on a page of the sandbox. */
  pageSize: number;
}

/** Answers a request; throws AwsError. */
export type ScimOperation = (call: OperationCall) => ScimAnswer;

/** Runs what changes the directory; throws a ConflictException where something was not unique. */
export function uniquely<Result>(
  change: () => Result,
  reasons: Readonly<Record<string, string>>,
): Result {
  try {
    return change();
  } catch (error) {
    throw error instanceof Duplicate ? conflict(error, reasons) : error;
  }
}

function conflict(
  { attribute, message }: Duplicate,
  reasons: Readonly<Record<string, string>>,
): AwsError {
  return duplicate(reasons[attribute] ?? message);
}

/** A resource's `meta`, in whole seconds as AWS writes it. */
export function metaOf(resourceType: 'User' | 'Group', stamped: Stamped): Record<string, unknown> {
  const time = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
  return {
    resourceType,
    created: time(stamped.createdAt),
    lastModified: time(stamped.updatedAt),
  };
}
