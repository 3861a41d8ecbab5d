import { recordCall } from '../world/event.js';
import type { World } from '../world/world.js';
import { authenticate, authorise } from './access.js';
import { errorResponse, outputResponse } from './answer.js';
import { AwsError } from './errors.js';
import type { IdentifiedCall } from './identify.js';
import type { Service } from './services.js';

/** What a call needs besides its own request. */
export interface Performance {
  world: World;
  pageSize: number;
  authorization: string | undefined;
}

/** Does what an identified call asks for, or answers why not, in the call's own protocol. */
export function perform(call: IdentifiedCall, performance: Performance): Response {
  try {
    const region = authenticate(performance.world, performance.authorization);
    return outputResponse(call, performRecorded(call, performance, region));
  } catch (error) {
    if (error instanceof AwsError) return errorResponse(call, error);
    throw error;
  }
}

function performRecorded(
  { service, operation, input }: IdentifiedCall,
  { world, pageSize }: Performance,
  region: string,
): Record<string, unknown> {
  const run = service?.operations[operation];
  if (service === undefined || run === undefined) {
    throw new AwsError('UnknownOperationException', `Unknown operation ${operation}`);
  }
  try {
    authorise(world, service, operation);
    const output = run({ world, region, pageSize, input });
    record(world, service, operation, region);
    return output;
  } catch (error) {
    if (error instanceof AwsError) record(world, service, operation, region, error);
    throw error;
  }
}

function record(
  world: World,
  { eventSource }: Service,
  eventName: string,
  region: string,
  error?: AwsError,
): void {
  recordCall(world, {
    eventSource,
    eventName,
    readOnly: /^(Get|List|Describe|Lookup|Is|Simulate)/.test(eventName),
    region,
    ...(error && { error: { code: error.code, message: error.message } }),
  });
}
