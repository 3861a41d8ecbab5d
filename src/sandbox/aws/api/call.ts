import type { z } from 'zod';
import type { Instance } from '../world/instance.js';
import type { World } from '../world/world.js';
import { invalid, notFound } from './errors.js';

/** One authenticated call of an operation. */
export interface Call {
  world: World;
  /** The Region that the request was signed for. */
  region: string;
  /** The greatest number of items on a page of the sandbox. */
  pageSize: number;
  input: unknown;
}

/** Answers a call with the members of its output; throws AwsError. */
export type Operation = (call: Call) => Record<string, unknown>;

/** Reads a call's input; throws a ValidationException in AWS's form. */
export function readInput<Output>(call: Call, schema: z.ZodType<Output>): Output {
  const result = schema.safeParse(call.input);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
  );
  const counted =
    problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  throw invalid(`${counted} detected: ${problems.join('; ')}`);
}

/** The instances of the Region that the call went to: in any other Region AWS shows none. */
export function instancesInRegion(call: Call): Instance[] {
  return call.world.instances.filter((instance) => instance.region === call.region);
}

/** The instance of an ARN; throws a ResourceNotFoundException. */
export function instanceOf(call: Call, arn: string): Instance {
  const found = instancesInRegion(call).find((instance) => instance.arn === arn);
  if (found === undefined) throw notFound(`Instance with ARN ${arn} could not be found`);
  return found;
}

/** The instance of an identity store; throws a ResourceNotFoundException. */
export function identityStoreOf(call: Call, identityStoreId: string): Instance {
  const found = instancesInRegion(call).find(
    (instance) => instance.identityStoreId === identityStoreId,
  );
  if (found !== undefined) return found;
  throw notFound('IDENTITY_STORE not found.', {
    ResourceType: 'IDENTITY_STORE',
    ResourceId: identityStoreId,
  });
}

/** A time as the JSON protocol carries it: seconds since 1970. */
export function seconds(date: Date): number {
  return date.getTime() / 1000;
}
