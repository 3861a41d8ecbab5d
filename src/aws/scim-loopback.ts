import type { ScimEndpoint } from './scim-endpoint.js';

/** The one form that a pretended AWS gives its SCIM endpoint. */
const PATH = /^\/([A-Za-z0-9-]+)\/scim\/v2\/?$/;

/**
 * The one exception among SCIM endpoints: that of a pretended AWS on this machine. It is taken
 * when its origin is the one that all other requests to AWS go to as well, because AWS_ENDPOINT_URL
 * says so. Undefined for everything else, which the strict check is for.
 */
export function readLoopbackEndpoint(
  url: URL,
  origin: string | undefined,
): ScimEndpoint | undefined {
  if (origin === undefined || url.origin !== origin) return undefined;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return undefined;
  }
  const tenant = PATH.exec(url.pathname)?.[1];
  if (tenant === undefined) return undefined;
  return { url: `${origin}/${tenant}/scim/v2`, tenant, family: 'loopback' };
}
