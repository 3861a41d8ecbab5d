import type { Context } from 'hono';
import { type IdentifiedCall, identifyCall } from './api/identify.js';
import { identifyScimCall } from './scim/identify.js';
import { isServiceProviderHost } from './service-provider-seam.js';

/** One request that reached the sandbox, so that a test can prove what was called and what was not. */
export interface LoggedRequest {
  /** An SDK client's name such as `sso-admin`, or `scim`, `console`, `portal`, or `other`. */
  service: string;
  /** The API operation; the path for everything that is no operation of an API. */
  operation: string;
  method: string;
  path: string;
  /** Who asks, in its own words: authentik's worker and its set-up program both use the SCIM endpoint. */
  userAgent: string;
}

/** Whether a request is for the service provider, by the host that its browser believes to visit. */
export function isForServiceProvider({ req }: Context): boolean {
  return isServiceProviderHost(req.header('host') ?? '');
}

/** The API call of a request; the body of any other request is left unread. */
export async function readCall(context: Context): Promise<IdentifiedCall | undefined> {
  const { req } = context;
  const isApi = req.method === 'POST' && req.path === '/' && !isForServiceProvider(context);
  return isApi ? identifyCall(req.header('x-amz-target'), await req.text()) : undefined;
}

/** What the log says of a request. */
export function logged(context: Context, call: IdentifiedCall | undefined): LoggedRequest {
  const { method, path } = context.req;
  const userAgent = context.req.header('user-agent') ?? '';
  return { ...serviceOf(context, call), method, path, userAgent };
}

function serviceOf(
  context: Context,
  call: IdentifiedCall | undefined,
): Pick<LoggedRequest, 'service' | 'operation'> {
  const { method, path } = context.req;
  if (call !== undefined) {
    return { service: call.service?.name ?? 'other', operation: call.operation };
  }
  if (isForServiceProvider(context)) return { service: 'portal', operation: path };
  const scim = identifyScimCall(method, path);
  if (scim !== undefined) return { service: 'scim', operation: scim.operation ?? path };
  const isConsole = path === '/console' || path.startsWith('/console/');
  return { service: isConsole ? 'console' : 'other', operation: path };
}
