import { ExpectedError } from '../basics/errors.js';

/** What CloudTrail answered, or why it could not be asked. */
export interface TrailAnswer<T> {
  readonly value?: T | undefined;
  readonly limit?: string;
}

/**
 * CloudTrail only ever confirms; a set-up must not fail because its records cannot be read. Trouble
 * with it becomes a remark.
 */
export async function readTrail<T>(read: () => Promise<T>): Promise<TrailAnswer<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return {
      limit: `CloudTrail could not be read, so nothing is confirmed by it: ${error.message}`,
    };
  }
}
