import type { Asked, Refusal } from '../faults/index.js';
import { withholder } from '../faults/withholder.js';
import { errorResponse } from './api/answer.js';
import { AwsError } from './api/errors.js';
import { type IdentifiedCall, identifyCall } from './api/identify.js';
import { scimErrorResponse } from './scim/answer.js';
import { identifyScimCall } from './scim/identify.js';
import { isServiceProviderHost } from './service-provider-seam.js';
import type { World } from './world/world.js';

/**
 * Says what a request asks for, for the faults at the edge: a call of the API or of the SCIM
 * endpoint. Undefined for the pages of console and portal, which are for people.
 */
export function askedOf(world: World): (request: Request) => Promise<Asked | undefined> {
  const withhold = withholder(world.deniedActions);
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (isServiceProviderHost(request.headers.get('host') ?? '')) return undefined;
    const scim = identifyScimCall(request.method, pathname);
    if (scim !== undefined) {
      return {
        side: 'scim',
        operation: `scim:${scim.operation ?? pathname}`,
        fromAuthentik: request.headers.get('user-agent')?.startsWith('authentik@') === true,
        refuse: (refusal) =>
          withHeaders(scimErrorResponse(errorOf(refusal), world.now()), refusal.headers),
        withhold,
      };
    }
    if (request.method !== 'POST' || pathname !== '/') return undefined;
    const target = request.headers.get('x-amz-target') ?? undefined;
    const call = identifyCall(target, await request.text());
    return {
      side: 'aws',
      operation: `${call.service?.iamPrefix ?? 'unknown'}:${call.operation}`,
      fromAuthentik: false,
      refuse: (refusal) => refused(call, refusal),
      withhold,
    };
  };
}

function refused(call: IdentifiedCall, refusal: Refusal): Response {
  return withHeaders(errorResponse(call, errorOf(refusal)), refusal.headers);
}

function errorOf({ code, message, status }: Refusal): AwsError {
  return new AwsError(code, message, status);
}

function withHeaders(response: Response, headers: Refusal['headers'] = {}): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
