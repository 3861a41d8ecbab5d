import { awsErrorMessages, knownRefusal } from './verdict.js';

/** An AuthnRequest that was sent and not answered yet. */
export interface PendingRequest {
  id: string;
  issuedAt: Date;
}

/** How long a request can be answered, in milliseconds. AWS's figure is not known. */
export const REQUEST_LIFETIME = 15 * 60_000;

/** Which request an answer should belong to, and which it says it belongs to. */
export interface Answer {
  /** Undefined when the identity provider began by itself. */
  request: PendingRequest | undefined;
  /** InResponseTo as the response and the assertion have it. */
  inResponseTo: readonly (string | undefined)[];
  now: Date;
}

/**
 * A response must answer the request it comes back with, and none where there was none. AWS's own
 * text names the request in a record of 2020; that a stale request gives the same text is
 * assumed. Throws `Refused`.
 */
export function checkRequest({ request, inResponseTo, now }: Answer): void {
  if (request === undefined) {
    const unasked = inResponseTo.find((id) => id !== undefined);
    if (unasked === undefined) return;
    throw mismatch(`the response answers the request ${unasked}, which is not open here`, unasked);
  }
  if (inResponseTo.some((id) => id !== request.id)) {
    const named = inResponseTo.map((id) => id ?? 'none').join(' and ');
    throw mismatch(`the response answers the request ${named}, not ${request.id}`, request.id);
  }
  if (now.getTime() - request.issuedAt.getTime() > REQUEST_LIFETIME) {
    throw mismatch(`the response comes too late for the request ${request.id}`, request.id);
  }
}

/** An assertion counts once. Throws `Refused`. */
export function checkReplay(seen: boolean, request: PendingRequest | undefined): void {
  if (!seen) return;
  const text = request && awsErrorMessages.request(request.id);
  throw knownRefusal('replay', 'the assertion was used before', text);
}

function mismatch(reason: string, id: string): Error {
  return knownRefusal('request', reason, awsErrorMessages.request(id));
}
