import type { Context } from 'hono';
import { outgoingRequest } from './authn-request.js';
import type { OpenRequests } from './open-requests.js';
import { directoryPage, postingPage } from './pages.js';
import type { ServiceProviderWorld } from './world.js';

/**
 * The access portal URL that an address is one of, whatever its closing slash; undefined for
 * other addresses.
 */
export function portalUrlOf(address: string, portalUrls: readonly string[]): string | undefined {
  const plain = (url: string): string => url.replace(/\/$/, '');
  return portalUrls.find((portal) => plain(portal) === plain(address));
}

/**
 * A visit to the access portal by somebody who is not signed in: the browser is sent to the
 * identity provider with a new request, or shown the directory's own sign-in.
 */
export function enterPortal(
  context: Context,
  world: ServiceProviderWorld,
  open: OpenRequests,
  portalUrl: string,
): Response | Promise<Response> {
  const identityProvider = world.identityProvider();
  if (identityProvider === undefined) return context.html(directoryPage());
  const relayState = open.newRelayState();
  const issuedAt = world.now();
  const { instance } = world;
  const request = outgoingRequest({ instance, identityProvider, relayState, issuedAt });
  open.add(relayState, { id: request.id, issuedAt, portalUrl });
  return request.binding === 'post'
    ? context.html(postingPage(request))
    : context.redirect(request.url);
}
