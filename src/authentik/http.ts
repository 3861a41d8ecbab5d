import axios, {
  type AxiosError,
  type AxiosInstance,
  type AxiosResponse,
  isAxiosError,
} from 'axios';
import axiosRetry from 'axios-retry';
import { aheadOf } from '../basics/clock.js';
import type { Secret } from '../basics/secret.js';
import { staysOnThisMachine } from './address.js';
import {
  isBrokenOff,
  isTooLong,
  mayPass,
  pauseAskedFor,
  pauseBefore,
  repetitions,
  worthRepeating,
} from './retry.js';
import { type Trace, traceRequests } from './trace.js';

/**
 * The longest answer that is read, in bytes once unpacked. A page has at most 100 rows, and releases
 * before 2024.4 send a group's row with all of its members, each about a thousand bytes: there is
 * room for 640 members in each group of a page. What is longer is not from authentik, and would be
 * held in memory several times over.
 */
const longestAnswer = 64 * 1024 * 1024;

/** Characters of a page that its title surely stands in; the rest is only work for a parser. */
const enoughOfAPage = 10_000;

/** What the transport needs to know. */
export interface HttpOptions {
  /** Normalised address, see `address.ts`. */
  url: string;
  token: Secret;
  /** Milliseconds that one attempt may take. */
  timeoutMs: number;
  trace?: Trace | undefined;
  /** Cuts reading requests short and lets no further one begin; its reason is thrown. */
  stop?: AbortSignal | undefined;
  /** Milliseconds from which the pauses between repetitions double; the tests set it to 0. */
  pauseFactorMs?: number;
}

/** A request below `/api/v3`; the path carries its query. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  /** Set where a request alters nothing in spite of its method, so that it may be sent again. */
  altersNothing?: true | undefined;
}

/** An answer of whatever status. */
export interface Answer {
  readonly status: number;
  /** The body as JSON; undefined when it is something else, for example a page. */
  readonly json: unknown;
  /** Whether the body is called JSON, be it some or not. */
  readonly claimsJson: boolean;
  /** Its beginning, for telling what it is when it is no JSON. */
  readonly text: string;
  /** Where a redirect points to. */
  readonly location: string | undefined;
  /** For how many milliseconds the server asks to be left alone; 0 when it does not. */
  readonly pauseMs: number;
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
 * taken from the environment by axios, which opens a tunnel through them for https.
 */
export function createHttp(options: HttpOptions): Http {
  const instance = createInstance(options);
  let skew: number | undefined;
  instance.interceptors.response.use((response) => {
    skew = aheadOf(headerOf(response, 'date') ?? '') ?? skew;
    return response;
  });
  return { send: (request) => send(instance, request, options.stop), clockSkewSeconds: () => skew };
}

function createInstance(options: HttpOptions): AxiosInstance {
  const instance = axios.create({
    baseURL: `${options.url}/api/v3`,
    allowAbsoluteUrls: false,
    maxRedirects: 0,
    maxContentLength: longestAnswer,
    // A proxy would read the token of a plain request, which is for this machine alone.
    ...(staysOnThisMachine(options.url) ? { proxy: false } : {}),
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

async function send(
  instance: AxiosInstance,
  request: HttpRequest,
  stop: AbortSignal | undefined,
): Promise<Answer> {
  const { method, path: url, body: data, altersNothing } = request;
  stop?.throwIfAborted();
  // Only what a request that reads would have told can be done without.
  const signal = method === 'GET' ? stop : undefined;
  try {
    const config = { method, url, data, ...(signal && { signal }) };
    const repeated = altersNothing && { 'axios-retry': { retryCondition: mayPass } };
    return readAnswer(await instance.request({ ...config, ...repeated }));
  } catch (error) {
    signal?.throwIfAborted();
    if (!isAxiosError(error)) throw error;
    if (error.response !== undefined && !isBrokenOff(error)) return readAnswer(error.response);
    // The error of axios holds the request with the token, so only its words go on.
    throw new NoAnswer(codeOf(error), error.message);
  }
}

function codeOf(error: AxiosError): string {
  return isTooLong(error) ? 'TOO_LONG' : (error.code ?? 'UNKNOWN');
}

function readAnswer(response: AxiosResponse<unknown>): Answer {
  const text = typeof response.data === 'string' ? response.data : '';
  const claimsJson = headerOf(response, 'content-type')?.includes('json') === true;
  return {
    status: response.status,
    json: claimsJson ? parseJson(text) : undefined,
    claimsJson,
    text: text.slice(0, enoughOfAPage),
    location: headerOf(response, 'location'),
    pauseMs: pauseAskedFor(headerOf(response, 'retry-after')),
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
