import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf } from './file-trouble.js';
import { readStandardInput } from './standard-input.js';
import { invalid } from './values/invalid.js';
import { parsePath } from './values/path.js';

/** No token is this long; a file that is was named by mistake. */
const largest = 65_536;

/** Where the file of a secret is looked for, and what stands in for standard input. */
export interface SecretPlaces {
  readonly cwd: string;
  readonly readStdin?: (() => string) | undefined;
}

/**
 * The text of a secret's file, or of standard input for `-`.
 * @throws ExpectedError (`usage`) when it cannot be read or cannot be a secret
 */
export function readSecretFile(name: string, { cwd, readStdin }: SecretPlaces): string {
  if (name.trim() === '-') return (readStdin ?? readStandardInput)();
  const path = resolve(cwd, parsePath(name));
  try {
    if (statSync(path).size <= largest) return readFileSync(path, 'utf8');
  } catch (cause) {
    throw invalid(`The file ${reasonOf(cause).text}`, 'Name a file that holds nothing else.');
  }
  throw invalid(
    'The file is too large to be that of a token',
    'Name a file that holds nothing else.',
  );
}
