import { ExpectedError } from '../../src/basics/errors.js';

/** The error that an action ends with; the test fails if it ends well or with a bug. */
export function troubleOf(action: () => unknown): ExpectedError {
  try {
    action();
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error('it went well, and should not have');
}

/** Everything that an error says, in one text. */
export function wordsOf({ message, why, next }: ExpectedError): string {
  return [message, why, ...next].join('\n');
}
