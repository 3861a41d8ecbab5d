import { BeyondThisSandbox, NotPython, Raised, RaisedByName } from '../python/errors.js';
import { runPython } from '../python/run.js';
import { Exception, PythonObject, type PythonValue, Undefined } from '../python/values.js';
import { pkOf, type Row, text, type Value } from './row.js';

/** What a mapping is evaluated for. */
export interface Subject {
  user?: Row | undefined;
  group?: Row | undefined;
  /** Whether the release knows `SkipObject`. */
  canSkip: boolean;
}

/** Why a mapping gave nothing: what Python says of it, or that this sandbox cannot run it. */
export class MappingError extends Error {}

/** A mapping that does not want its subject to be synchronised. */
export class SkipObject extends Error {}

/** The managed mapping of users: Python of this sandbox that gives what authentik's own gives. */
export const managedUserMapping = [
  'given, _, family = request.user.name.partition(" ")',
  'return {',
  '    "userName": request.user.username,',
  '    "name": {"formatted": request.user.name, "givenName": given, "familyName": family or " "},',
  '    "displayName": request.user.name,',
  '    "active": request.user.is_active,',
  '    "emails": [{"value": request.user.email, "type": "other", "primary": True}]',
  '    if request.user.email',
  '    else [],',
  '}',
].join('\n');

/** The managed mapping of groups. */
export const managedGroupMapping = 'return {"displayName": group.name}';

/**
 * What a mapping gives for a user or a group. Only the part of Python is run that mappings of
 * users and groups need. Throws `SkipObject`, and `MappingError` for what fails or is beyond that.
 */
export function evaluateScimMapping(expression: string, subject: Subject): Row {
  let given: PythonValue;
  try {
    given = runPython(expression, namesFor(subject));
  } catch (error) {
    if (error instanceof RaisedByName) throw new SkipObject(error.exception);
    const known = [BeyondThisSandbox, NotPython, Raised];
    if (!known.some((kind) => error instanceof kind)) throw error;
    throw new MappingError(error instanceof Error ? error.message : '');
  }
  if (given === null) return {};
  const row = asJson(given);
  if (!(given instanceof Map)) throw new MappingError('A mapping must return a dict.');
  return Object(row);
}

function namesFor({ user, group, canSkip }: Subject): Record<string, PythonValue> {
  const skip = canSkip ? new Exception('SkipObject', {}) : new Undefined('SkipObject', {});
  return {
    SkipObject: skip,
    request: new PythonObject('PolicyRequest', { user: user ? userObject(user) : null }),
    group: group ? groupObject(group) : null,
  };
}

function userObject(user: Row): PythonObject {
  const texts = ['username', 'name', 'email', 'uid', 'path', 'type'];
  return new PythonObject('User', {
    ...Object.fromEntries(texts.map((field) => [field, text(user, field)])),
    ...{ pk: pkOf(user), is_active: user.is_active === true },
    attributes: fromJson(user.attributes ?? {}),
  });
}

function groupObject(group: Row): PythonObject {
  return new PythonObject('Group', {
    ...{ pk: pkOf(group), name: text(group, 'name'), is_superuser: group.is_superuser === true },
    attributes: fromJson(group.attributes ?? {}),
  });
}

function fromJson(value: Value): PythonValue {
  if (Array.isArray(value)) return value.map((each: Value) => fromJson(each));
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, each]) => [key, fromJson(each)]));
}

function asJson(value: PythonValue): Value {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((each: PythonValue) => asJson(each));
  if (!(value instanceof Map)) throw new MappingError('A mapping must return plain values.');
  return Object.fromEntries([...value].map(([key, each]) => [key, asJson(each)]));
}
