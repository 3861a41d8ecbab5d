import { isatty } from 'node:tty';
import { readDescriptor } from '../basics/bounded-read.js';
import { invalid } from './values/invalid.js';

/**
 * Reads standard input to its end.
 * @param limit in bytes: what is longer comes back longer than this, but not whole
 * @param descriptor another open file, in tests
 * @throws ExpectedError (`usage`) at a terminal, which would show the secret while it is typed
 */
export function readStandardInput(limit: number, descriptor = 0): string {
  if (isatty(descriptor)) {
    throw invalid(
      'Standard input is a terminal, and a secret typed there could be read by others',
      'Pipe it in, name a file, or leave the flag out and be asked.',
    );
  }
  return readDescriptor(descriptor, limit).toString('utf8');
}
