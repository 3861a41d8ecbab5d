import { randomUUID } from 'node:crypto';
import type { AwsError } from '../api/errors.js';
import { detailOf } from './errors.js';

/** What an operation answers: a status, and a body unless there is nothing to say. */
export interface ScimAnswer {
  status: number;
  body?: Record<string, unknown>;
}

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** Writes an answer; what is undefined is left out of the JSON. */
export function scimResponse({ status, body }: ScimAnswer, headers = {}): Response {
  if (body === undefined) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/scim+json', ...headers },
  });
}

/** Writes a refusal in the form that AWS's bodies have, `schema` beside `schemas` included. */
export function scimErrorResponse(error: AwsError, now: Date): Response {
  const { RetryAfterSeconds } = error.members;
  const body = {
    schema: [ERROR_SCHEMA],
    schemas: [ERROR_SCHEMA],
    detail: detailOf(error),
    status: String(error.status),
    exceptionRequestId: randomUUID(),
    timeStamp: now.toISOString().replace('T', ' ').replace('Z', ''),
  };
  return scimResponse(
    { status: error.status, body },
    typeof RetryAfterSeconds === 'number' ? { 'retry-after': String(RetryAfterSeconds) } : {},
  );
}
