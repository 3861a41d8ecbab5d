import type { AxiosError } from 'axios';
import { exponentialDelay, retryAfter } from 'axios-retry';

/** How often a reading request is repeated after the first attempt. */
export const repetitions = 3;

/** A server that asks for a longer pause than this, in milliseconds, is reported instead. */
const longestPause = 30_000;

const passingStatuses = new Set([429, 502, 503, 504]);

/** Network errors that can pass by themselves; a wrong name or certificate does not. */
const passingCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/**
 * Whether to send a failed request again: only one that reads, since a write whose answer got
 * lost may have been done. Our own time limit (ECONNABORTED) is not repeated: it has been waited
 * for already.
 */
export function worthRepeating(error: AxiosError): boolean {
  const method = error.config?.method?.toLowerCase();
  return (method === 'get' || method === 'head') && mayPass(error);
}

/** Whether a failure may be gone a moment later. */
export function mayPass(error: AxiosError): boolean {
  if (isTooLong(error)) return false;
  if (isBrokenOff(error)) return true;
  if (error.response === undefined) return passingCodes.has(error.code ?? '');
  return passingStatuses.has(error.response.status) && retryAfter(error) <= longestPause;
}

/**
 * Milliseconds before the given repetition (1, 2, 3): `Retry-After` where the server sends it,
 * otherwise doubling from twice the factor, with some chance added.
 */
export function pauseBefore(repetition: number, error: AxiosError, factor = 100): number {
  return exponentialDelay(repetition, error, factor);
}

/** Whether an answer began and its body did not come to an end: axios has no text of it then. */
export function isBrokenOff({ response }: AxiosError): boolean {
  return response !== undefined && typeof response.data !== 'string';
}

/** Whether an answer was given up because of its length: axios says so in its words alone. */
export function isTooLong({ code, message }: AxiosError): boolean {
  return code === 'ERR_BAD_RESPONSE' && message.startsWith('maxContentLength');
}

/**
 * Milliseconds of a `Retry-After`, which holds seconds or a date (RFC 9110, 10.2.3); 0 for anything
 * else and for none.
 */
export function pauseAskedFor(header: string | undefined): number {
  const seconds = /^\d+$/.test(header ?? '') ? Number(header) : undefined;
  const pause = seconds === undefined ? Date.parse(header ?? '') - Date.now() : seconds * 1000;
  return Number.isNaN(pause) ? 0 : Math.max(pause, 0);
}
