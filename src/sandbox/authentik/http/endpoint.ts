import type { Row } from '../world/row.js';
import type { World } from '../world/world.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: anyone at all, whoever has a valid token, or whoever holds all of the named
 * permissions (`authentik_core.view_user`).
 */
export type Rights = 'anyone' | 'signed-in' | readonly string[];

/** One request, understood. */
export interface Call {
  readonly world: World;
  /** The caller; on a call open to anyone the row of nobody. */
  readonly user: Row;
  readonly method: Method;
  readonly url: URL;
  /** Scheme, host and port under which the client reached the server. */
  readonly origin: string;
  /** The parts of the path that the endpoint names. */
  readonly params: Readonly<Record<string, string>>;
  /** The JSON object that was sent; empty for calls without a body. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The parts of a multipart body; empty for others. */
  readonly parts: ReadonlyMap<string, string>;
}

/** One method of an endpoint. */
export interface Operation {
  rights: Rights | ((call: Call) => Rights);
  /** What its body is made of; absent: JSON. */
  body?: 'multipart';
  run(call: Call): Response | Promise<Response>;
}

/** One path below `/api/v3` with what can be done there. */
export interface Endpoint {
  /** With `:name` for parts that vary. */
  path: string;
  methods: Partial<Record<Method, Operation>>;
}

/** The value of a query parameter, when it was sent. */
export function query(call: Call, name: string): string | undefined {
  return call.url.searchParams.get(name) ?? undefined;
}

/** What a field's appearance can depend on. */
export interface View {
  readonly world: World;
  /** Scheme, host and port of the request; undefined where authentik writes without one. */
  readonly origin: string | undefined;
  readonly query: URLSearchParams;
}

/** The view that belongs to a request. */
export function viewOf(call: Call): View {
  return { world: call.world, origin: call.origin, query: call.url.searchParams };
}
