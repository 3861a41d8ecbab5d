import type { Value } from '../world/row.js';

/** An answer that refuses a request, with authentik's own body. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Value;

  constructor(status: number, body: Value) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/**
 * What makes a real server stumble over itself. Its error page knows only GET, so that a client
 * sees 405 after a write (recordings: a duplicate name on import, metadata without an entityID).
 */
export class Stumble extends Error {}

/** The answer to a call for which the caller has no right. */
export function noPermission(): Refusal {
  return new Refusal(403, { detail: 'You do not have permission to perform this action.' });
}

/** JSON as authentik sends it: the plain media type, without a character set. */
export function json(body: Value, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/** 204: done, and nothing to say. */
export function nothing(): Response {
  return new Response(null, { status: 204 });
}

/** A file to download. */
export function download(body: string, type: string, filename: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${filename}"`,
    },
  });
}

/** The page for what the server does not have; its form knows only reading methods. */
export function missingPage(method: string): Response {
  return method === 'GET' || method === 'HEAD' ? page(404, 'Not Found') : writeRefusedPage();
}

/** The page that a client sees when the server stumbled. */
export function stumblePage(method: string): Response {
  return method === 'GET' ? page(500, 'Server Error') : writeRefusedPage();
}

function writeRefusedPage(): Response {
  return page(405, 'Method Not Allowed', { allow: 'GET, HEAD, OPTIONS' });
}

function page(status: number, title: string, headers: Record<string, string> = {}): Response {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`;
  return new Response(body, {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
  });
}
