import { z } from 'zod';
import { reservedNames, userNamePattern } from '../world/names.js';
import { invalidRequest } from './errors.js';

/** The schemas that resources and messages name. */
export const schemas = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  enterpriseUser: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
} as const;

const pattern = (allowed: string) => `Member must satisfy regular expression pattern: ${allowed}`;
const atLeastOne = 'Member must have length greater than or equal to 1';
const atMost = (limit: number) => `Member must have length less than or equal to ${limit}`;

/** A text of at most so many characters; the pattern was seen in a CloudTrail record of AWS. */
function textOf(limit: number) {
  const allowed = /^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+$/u;
  return z
    .string()
    .regex(allowed, pattern('[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+'))
    .min(1, atLeastOne)
    .max(limit, atMost(limit));
}

/** Any text attribute (SCIM developer guide, createuser). */
export const text = textOf(1024);

/** An external ID (AWS SDK, `ExternalIdIdentifier`). */
export const externalId = textOf(256);

const notReserved = (name: string) => !reservedNames.includes(name);

/** A user name: no blanks, though one page of AWS's guide allows them. */
export const userName = z
  .string()
  .regex(userNamePattern, pattern('[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+'))
  .min(1, atLeastOne)
  .max(128, atMost(128))
  .refine(notReserved, 'Name is reserved');

/** The name of a group. */
export const groupName = text.refine(notReserved, 'Name is reserved');

/** The `schemas` of a message or resource: the one that it must name, and others that it may. */
export function schemasOf(required: string, ...optional: string[]) {
  return z
    .array(z.enum([required, ...optional]))
    .refine((given) => given.includes(required), `Member must contain ${required}`);
}

/** Reads a body; throws a ValidationException with the reason as AWS writes it to CloudTrail. */
export function readBody<Output>(schema: z.ZodType<Output>, body: unknown): Output {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalidRequest(reasonOf(result.error.issues));
}

function reasonOf(issues: readonly z.core.$ZodIssue[]): string {
  for (const issue of issues) {
    if (issue.code === 'too_big' && issue.origin === 'array') {
      return `List attribute ${issue.path.join('.')} exceeds allowed limit of ${issue.maximum}`;
    }
  }
  const problems = issues.flatMap(problemsOf);
  const counted =
    problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  return `${counted} detected: ${problems.join('; ')}`;
}

function problemsOf(issue: z.core.$ZodIssue): string[] {
  const failed = (path: PropertyKey[], what: string) =>
    `Value at '${path.join('.')}' failed to satisfy constraint: ${what}`;
  if (issue.code !== 'unrecognized_keys') return [failed(issue.path, issue.message)];
  return issue.keys.map((key) => failed([...issue.path, key], 'Attribute is not supported'));
}
