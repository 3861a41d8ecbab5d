import { invalidRequest } from './errors.js';
import { type PatchPath, readPatchPath } from './patch-path.js';
import { type OperationWithPath, type PatchOperation, readPatch } from './patch-request.js';
import { changedList, changedValue, isObject, type JsonObject } from './patch-value.js';
import { schemas } from './rules.js';

const lists: readonly string[] = ['emails', 'addresses', 'phoneNumbers'];

/** The core attributes that PatchUser changes (SCIM developer guide, patchuser). */
const changeable: readonly string[] = [
  ...['userName', 'active', 'externalId', 'displayName', 'nickName', 'profileUrl', 'title'],
  ...['userType', 'preferredLanguage', 'locale', 'timezone', 'name', ...lists],
];

/** What cannot be removed, nor be changed twice in one request (same page). */
const delicate: readonly string[] = ['userName', 'active'];

/**
 * Applies the operations of a PATCH to the description of a user. The result is still to be
 * checked as a whole; throws a ValidationException for what AWS does not let a PATCH do.
 */
export function patchUser(user: JsonObject, body: unknown): JsonObject {
  const operations = readPatch(body, ({ op }) => op === 'remove').flatMap(withPaths);
  const changes = operations.map((each) => ({ ...each, target: readPatchPath(each.path) }));
  checkDelicate(changes);
  let patched = user;
  for (const { target, ...change } of changes) patched = apply(patched, change, target);
  return patched;
}

/** One operation without a path stands for one on each attribute of its value (RFC 7644, 3.5.2). */
function withPaths({ path, ...change }: PatchOperation): OperationWithPath[] {
  if (path !== undefined) return [{ ...change, path }];
  if (!isObject(change.value)) throw invalidRequest('Missing path in PATCH request');
  return Object.entries(change.value).map(([key, value]) => ({ op: change.op, path: key, value }));
}

function checkDelicate(changes: readonly { op: string; target: PatchPath }[]): void {
  for (const attribute of delicate) {
    const found = changes.filter(({ target }) => target.attribute === attribute);
    if (found.length > 1) throw invalidRequest(`Multiple operations on ${attribute}`);
    if (found[0]?.op === 'remove') throw invalidRequest(`Cannot remove ${attribute}`);
  }
}

function apply(user: JsonObject, change: PatchOperation, target: PatchPath): JsonObject {
  const { enterprise, attribute } = target;
  if (enterprise) {
    return { ...user, [schemas.enterpriseUser]: changedExtension(user, change, target) };
  }
  if (attribute === undefined || !changeable.includes(attribute)) {
    throw invalidRequest(`Modification of ${attribute} is not allowed`);
  }
  const changed = lists.includes(attribute) ? changedList : changedValue;
  return { ...user, [attribute]: changed(user[attribute], change, target) };
}

function changedExtension(user: JsonObject, change: PatchOperation, target: PatchPath): unknown {
  const current = user[schemas.enterpriseUser];
  const { attribute } = target;
  if (attribute === undefined) return changedValue(current, change, target);
  const holder = isObject(current) ? current : {};
  return { ...holder, [attribute]: changedValue(holder[attribute], change, target) };
}
