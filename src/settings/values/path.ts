import { homedir } from 'node:os';
import { join } from 'node:path';
import { invalid } from './invalid.js';
import { plainText } from './texts.js';

/**
 * A path as people give it: quotes that a terminal adds to a dropped file are taken off, and `~/`
 * is the home directory, since no shell expands it in a variable or an answer.
 * @throws ExpectedError (`usage`) when it is empty or no file can be called so
 */
export function parsePath(text: string): string {
  const value = plainText(text.trim().replace(/^(['"])(.*)\1$/s, '$2'));
  if (value.includes('\0')) throw invalid('No file can have this name');
  return /^~(?=\/|\\|$)/.test(value) ? join(homedir(), value.slice(1)) : value;
}
