import type { ScimAnswer } from './explain-scim-answer.js';

/** That no answer came; the code of the network error, where there is one. */
export interface Silence {
  readonly silence: string | undefined;
}

/** How often a request that reads is sent again, as the AWS SDK does. */
const repetitions = 2;

/** Milliseconds before the first repetition; doubled before the next. */
const shortestPause = 200;

/** A service that asks for a longer pause than this, in milliseconds, is reported instead. */
const longestPause = 5_000;

const passingStatuses = new Set([429, 500, 502, 503, 504]);

/** Broken connections pass by themselves; a time limit (ECONNABORTED) has been waited for already. */
const passingCodes = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ERR_BAD_RESPONSE',
]);

/**
 * Sends a request that only reads again while its trouble may pass by itself, after a pause that
 * `Retry-After` may lengthen. Gives what came of the last attempt.
 */
export async function patiently(
  send: () => Promise<ScimAnswer | Silence>,
): Promise<ScimAnswer | Silence> {
  let answer = await send();
  for (let sent = 0; sent < repetitions; sent += 1) {
    const pause = Math.max(shortestPause * 2 ** sent, pauseOf(answer));
    if (!mayPass(answer) || pause > longestPause) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
    answer = await send();
  }
  return answer;
}

function mayPass(answer: ScimAnswer | Silence): boolean {
  if ('silence' in answer) return passingCodes.has(answer.silence ?? '');
  return passingStatuses.has(answer.status);
}

function pauseOf(answer: ScimAnswer | Silence): number {
  const header = 'retryAfter' in answer ? (answer.retryAfter ?? '') : '';
  const pause = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(pause) ? 0 : pause;
}
