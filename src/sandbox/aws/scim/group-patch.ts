import { z } from 'zod';
import { invalidRequest, replacingMemberships } from './errors.js';
import { type PatchOperation, readPatch } from './patch-request.js';
import { externalId, groupName, readBody } from './rules.js';

/** The most membership changes in one request (SCIM developer guide, patchgroup). */
export const MOST_MEMBERS = 100;

/** Members as a request names them; `display` is not supported (AWS user guide, manage-your-identity-source-attribute-use). */
export const members = z.array(
  z.strictObject({
    value: z.string().min(1),
    type: z.literal('User').optional(),
    $ref: z.string().optional(),
  }),
);

/** What a PATCH wants of a group. */
export interface GroupPatch {
  displayName?: string;
  /** Undefined inside the object takes the external ID away. */
  externalId?: { id: string | undefined };
  /** User IDs, each with whether it is to be a member afterwards, in the order of the request. */
  memberships: [userId: string, isMember: boolean][];
}

/** Reads the body of PatchGroup; throws a ValidationException. */
export function readGroupPatch(body: unknown): GroupPatch {
  const patch: GroupPatch = { memberships: [] };
  for (const operation of readPatch(body, () => true)) applyTo(patch, operation);
  if (patch.memberships.length > MOST_MEMBERS) {
    throw invalidRequest(`List attribute members exceeds allowed limit of ${MOST_MEMBERS}`);
  }
  return patch;
}

function applyTo(patch: GroupPatch, operation: PatchOperation): void {
  const { op, path, value } = operation;
  if (path === 'members') {
    patch.memberships.push(...membershipsOf(operation));
  } else if (path === 'displayName' && op !== 'remove') {
    patch.displayName = readBody(groupName, value);
  } else if (path === 'externalId') {
    patch.externalId = { id: op === 'remove' ? undefined : readBody(externalId, value) };
  } else {
    throw invalidRequest('Invalid path in PATCH request');
  }
}

function membershipsOf({ op, value }: PatchOperation): GroupPatch['memberships'] {
  const removesAll = op === 'remove' && (value === undefined || value === null);
  if (op === 'replace' || removesAll) throw replacingMemberships();
  return readBody(members, value).map((member) => [member.value, op === 'add']);
}
