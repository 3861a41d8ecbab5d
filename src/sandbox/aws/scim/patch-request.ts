import { z } from 'zod';
import { invalidRequest } from './errors.js';
import { readBody, schemas, schemasOf } from './rules.js';

/** The letter case of `op` is read over: some clients write `Add`. */
const operation = z.strictObject({
  op: z
    .string()
    .transform((op) => op.toLowerCase())
    .pipe(z.enum(['add', 'replace', 'remove'])),
  path: z.string().min(1).optional(),
  value: z.unknown().optional(),
});

const operations = z.object({ Operations: z.array(operation).min(1) });
const message = z.strictObject({ schemas: schemasOf(schemas.patch), Operations: z.unknown() });

/** One operation of a PATCH. */
export type PatchOperation = z.output<typeof operation>;

/** An operation whose path is known to be there. */
export type OperationWithPath = PatchOperation & { path: string };

/**
 * Reads the body of a PATCH. The path is looked at before `schemas`: authentik 2025.4 sends neither,
 * and the missing path is what CloudTrail was seen to name. Throws a ValidationException.
 */
export function readPatch(
  body: unknown,
  needsPath: (operation: PatchOperation) => boolean,
): PatchOperation[] {
  const { Operations } = readBody(operations, body);
  for (const each of Operations) {
    if (each.path === undefined && needsPath(each)) {
      throw invalidRequest('Missing path in PATCH request');
    }
    if (each.op !== 'remove' && (each.value === undefined || each.value === null)) {
      throw invalidRequest('Missing value in PATCH request');
    }
  }
  readBody(message, body);
  return Operations;
}
