import { ExpectedError } from '../../src/basics/errors.js';

/** What a refusal says, as one text; fails the test when nothing or something else is thrown. */
export function refusal(act: () => unknown): ExpectedError {
  try {
    act();
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The same for what answers later. */
export async function laterRefusal(act: () => Promise<unknown>): Promise<ExpectedError> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
