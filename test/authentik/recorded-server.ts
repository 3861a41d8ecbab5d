import { connectAuthentik } from '../../src/authentik/index.js';
import { Secret } from '../../src/basics/secret.js';
import { type Arrived, type Loopback, type Reply, serve } from './loopback.js';
import { type Exchange, exchangesOf, type RecordedRelease } from './recording.js';

/** A token as authentik makes them; every test may look for it where it must not be. */
export const canaryToken = 'canary-Zk3vQx81LmPo-authentik-token';

/** Parameters that say how to show, not what to look for. */
const showing = ['page', 'page_size', 'ordering', 'include_groups', 'include_users', 'for_user'];

/** Replies of a test's own, by method and path, before what was recorded. */
export type Overrides = Record<string, Reply | ((request: Arrived) => Reply)>;

/** The reply of the exchange with that name. */
export function recorded(release: RecordedRelease, name: string): Reply {
  const exchange = exchangesOf(release).find((candidate) => candidate.name === name);
  if (exchange === undefined) throw new Error(`no exchange "${name}" on ${release}`);
  return replyOf(exchange);
}

/** Answers as the release did when it was recorded. */
export async function recordedServer(
  release: RecordedRelease,
  overrides: Overrides = {},
): Promise<Loopback> {
  const exchanges = exchangesOf(release).filter(({ request }) => request.token === undefined);
  return serve((request) => {
    const own = overrides[`${request.method} ${request.path}`];
    if (own !== undefined) return typeof own === 'function' ? own(request) : own;
    const sameFace = exchanges.filter((exchange) => hasFace(exchange, request));
    const found = sameFace.find((exchange) => asksTheSame(exchange, request));
    if (found !== undefined) return replyOf(found);
    if (sameFace.length > 0) return { json: { pagination: { next: 0 }, results: [] } };
    return recorded(release, 'a path that does not exist');
  });
}

/** Connects to such a server. */
export async function connectRecorded(release: RecordedRelease, overrides: Overrides = {}) {
  const server = await recordedServer(release, overrides);
  const authentik = await connectTo(server);
  return { authentik, server };
}

/** Connects to any server of a test. */
export function connectTo({ url }: { url: string }) {
  return connectAuthentik({ url, token: new Secret(canaryToken), timeoutMs: 5000 });
}

function hasFace({ request }: Exchange, { method, path }: Arrived): boolean {
  return request.method === method && pathOf(request.path).pathname === `/api/v3${path}`;
}

function asksTheSame({ request }: Exchange, { query }: Arrived): boolean {
  const filters = [...pathOf(request.path).searchParams].filter(
    ([name]) => !showing.includes(name),
  );
  const wanted = [...query].filter(([name]) => !showing.includes(name));
  return filters.toString() === wanted.toString();
}

function pathOf(path: string): URL {
  return new URL(path, 'http://127.0.0.1');
}

function replyOf({ response }: Exchange): Reply {
  if (response === undefined) return { status: 500, text: 'not recorded' };
  const { status, body, contentType } = response;
  if (contentType === 'application/json') return { status, json: body };
  return { status, text: typeof body === 'string' ? body : '' };
}
