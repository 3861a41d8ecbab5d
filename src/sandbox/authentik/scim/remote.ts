import { isRecord } from './json.js';

/** What the other side answered instead of doing what it was asked. */
export class Refused extends Error {
  /** 0 when there was no answer at all. */
  readonly status: number;
  /** The body that came with it: JSON where it was some, undefined where there was none. */
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`HTTP ${status}`);
    this.status = status;
    this.body = body;
  }
}

/** A request that a dry run did not send. */
export class DryRun extends Error {
  readonly attributes: { method: string; url: string; body: string };

  constructor(method: string, url: string, body: unknown) {
    super(`${method} ${url}`);
    this.attributes = { method, url, body: JSON.stringify(body) ?? '' };
  }
}

/** Where to send requests, and as whom. */
export interface RemoteSettings {
  /** The provider's address; a closing slash does not matter. */
  url: string;
  token: string;
  /** As the server calls itself: `authentik@2025.4.4`. */
  userAgent: string;
  /** Requests that change something are not sent. */
  dryRun: boolean;
  /** Ends requests that are on their way. */
  signal: AbortSignal;
}

/** Sends one SCIM request below the provider's address; gives the object in the answer. */
export type Send = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) => Promise<Record<string, unknown>>;

/** Makes the way to a SCIM endpoint. What it gives throws `Refused` and `DryRun`. */
export function remote(settings: RemoteSettings): Send {
  const base = settings.url.replace(/\/$/, '');
  return async (method, path, body) => {
    const url = base + path;
    if (settings.dryRun && method !== 'GET') throw new DryRun(method, url, body);
    const response = await answerOf(url, settings, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const content = parsed(await response.text());
    if (!response.ok) throw new Refused(response.status, content);
    return isRecord(content) ? content : {};
  };
}

async function answerOf(
  url: string,
  { token, userAgent, signal }: RemoteSettings,
  init: RequestInit,
): Promise<Response> {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/scim+json',
    'content-type': 'application/scim+json',
    'user-agent': userAgent,
  };
  try {
    return await fetch(url, { ...init, headers, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Refused(0, undefined);
  }
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
