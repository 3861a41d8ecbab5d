import { isObject, type JsonObject } from './patch-value.js';

/** What CloudTrail shows in place of a value. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Members that AWS's examples show as they are. */
const shown: ReadonlySet<string> = new Set(['schemas', 'id', 'meta', 'resourceType']);

/** The body of a request, as its record shows it: of a PATCH, only what is done to which path. */
export function maskedBody(body: unknown): unknown {
  if (!isObject(body) || !Array.isArray(body.Operations)) return maskedResource(body);
  return {
    operations: body.Operations.map(maskedOperation),
    ...('schemas' in body && { schemas: [HIDDEN] }),
  };
}

function maskedOperation(operation: unknown): JsonObject {
  if (!isObject(operation)) return {};
  const { op, path } = operation;
  return {
    ...(typeof op === 'string' && { op: op.toUpperCase() }),
    ...(typeof path === 'string' && { path: path.replace(/\[.*\]/, `[${HIDDEN}]`) }),
    ...('value' in operation && { value: HIDDEN }),
  };
}

/** A resource, or a list of them, with every text hidden. */
export function maskedResource(resource: unknown): unknown {
  if (typeof resource === 'string') return HIDDEN;
  if (Array.isArray(resource)) return resource.map(maskedResource);
  if (!isObject(resource)) return resource;
  return Object.fromEntries(
    Object.entries(resource).map(([key, value]) => [
      key,
      shown.has(key) ? value : maskedResource(value),
    ]),
  );
}
