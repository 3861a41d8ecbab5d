import { expect } from 'vitest';
import { AuthentikError } from '../../src/authentik/index.js';
import { canaryToken } from './recorded-server.js';

/** What an error says, in one text. */
export function wordsOf(error: AuthentikError): string {
  return [error.message, error.why ?? '', ...error.next].join('\n');
}

/** The error that the promise ends with; it has to be authentik's, complete and free of the token. */
export async function failureOf(promise: Promise<unknown>): Promise<AuthentikError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AuthentikError)) throw new Error('no AuthentikError', { cause: error });
  expect(error.why).toBeTruthy();
  expect(error.next.length).toBeGreaterThan(0);
  expect(JSON.stringify([wordsOf(error), error.stack, error])).not.toContain(canaryToken);
  expect(error.cause).toBeUndefined();
  return error;
}
