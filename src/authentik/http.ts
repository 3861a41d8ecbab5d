import axios, { type AxiosInstance, type AxiosResponse, isAxiosError } from 'axios';
import axiosRetry from 'axios-retry';
import { aheadOf } from '../basics/clock.js';
import type { Secret } from '../basics/secret.js';
import { pauseBefore, repetitions, worthRepeating } from './retry.js';
import { type Trace, traceRequests } from './trace.js';

/** What the transport needs to know. */
export interface HttpOptions {
  /** Normalised address, see `address.ts`. */
  url: string;
  token: Secret;
  /** Milliseconds that one attempt may take. */
  timeoutMs: number;
  trace?: Trace | undefined;
  /** Milliseconds from which the pauses between repetitions double; the tests set it to 0. */
  pauseFactorMs?: number;
}

/** A request below `/api/v3`; the path carries its query. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
}

/** An answer of whatever status. */
export interface Answer {
  readonly status: number;
  /** The body as JSON; undefined when it is something else, for example a page. */
  readonly json: unknown;
  readonly text: string;
  /** Where a redirect points to. */
  readonly location: string | undefined;
}

/** No answer came; `code` is Node's or OpenSSL's. It carries nothing of the request. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Sends one request; rejects with `NoAnswer` when none came. */
export type Send = (request: HttpRequest) => Promise<Answer>;

/** The transport to one server. */
export interface Http {
  readonly send: Send;
  /**
   * Seconds that the server's clock was ahead of this machine's at its last good answer, as exact
   * as the Date header (a second) and the way back; undefined while no answer had one.
   */
  clockSkewSeconds(): number | undefined;
}

/**
 * The one place that knows the HTTP library and opens the token. Redirects are not followed, and
 * a path cannot name another host, so the token goes to the configured address alone. Proxies are
 * taken from the environment by axios.
 */
export function createHttp(options: HttpOptions): Http {
  const instance = createInstance(options);
  let skew: number | undefined;
  instance.interceptors.response.use((response) => {
    skew = aheadOf(headerOf(response, 'date') ?? '') ?? skew;
    return response;
  });
  return { send: (request) => send(instance, request), clockSkewSeconds: () => skew };
}

function createInstance(options: HttpOptions): AxiosInstance {
  const instance = axios.create({
    baseURL: `${options.url}/api/v3`,
    allowAbsoluteUrls: false,
    maxRedirects: 0,
    timeout: options.timeoutMs,
    // Whether a body is JSON is decided here, since a login page answers 200 as well.
    responseType: 'text',
    transformResponse: [(data: unknown) => data],
    headers: {
      Accept: 'application/json',
      'Accept-Language': 'en',
      'User-Agent': 'authentik-aws',
    },
  });
  instance.interceptors.request.use((config) => {
    config.headers.set('Authorization', `Bearer ${options.token.reveal()}`);
    return config;
  });
  if (options.trace !== undefined) traceRequests(instance, options.trace);
  axiosRetry(instance, {
    retries: repetitions,
    retryCondition: worthRepeating,
    retryDelay: (count, error) => pauseBefore(count, error, options.pauseFactorMs),
    shouldResetTimeout: true,
  });
  return instance;
}

async function send(instance: AxiosInstance, request: HttpRequest): Promise<Answer> {
  const { method, path: url, body: data } = request;
  try {
    return readAnswer(await instance.request({ method, url, data }));
  } catch (error) {
    if (!isAxiosError(error)) throw error;
    if (error.response !== undefined) return readAnswer(error.response);
    // The error of axios holds the request with the token, so only its words go on.
    throw new NoAnswer(error.code ?? 'UNKNOWN', error.message);
  }
}

function readAnswer(response: AxiosResponse<unknown>): Answer {
  const text = typeof response.data === 'string' ? response.data : '';
  return {
    status: response.status,
    json: headerOf(response, 'content-type')?.includes('json') ? parseJson(text) : undefined,
    text,
    location: headerOf(response, 'location'),
  };
}

function headerOf(response: AxiosResponse<unknown>, name: string): string | undefined {
  const value: unknown = response.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
