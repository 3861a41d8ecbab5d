import type { HttpRequest } from './http.js';
import type { Operation } from './rights.js';
import type { Release } from './version.js';

/** A request whose failure is being explained, with what is known of the server. */
export interface Asked {
  /** The configured address, normalised. */
  url: string;
  operation: Operation;
  method: HttpRequest['method'];
  /** Below `/api/v3`, with its query. */
  path: string;
  /** Undefined only while it is being found out: then the address itself may be wrong. */
  release: Release | undefined;
}

/** Why no answer came, as far as known, and what to do about it. */
export interface Cause {
  why: string;
  next: readonly string[];
}

/** What to say after an answer that got lost or cannot be read: the request may have been acted on. */
export function ifDone({ method }: Pick<Asked, 'method'>): string[] {
  if (method === 'GET') return [];
  return ['It may have been done nevertheless: the same command looks first.'];
}
