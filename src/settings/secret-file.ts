import { resolve } from 'node:path';
import { readFileAtMost } from '../basics/bounded-read.js';
import { ExpectedError } from '../basics/errors.js';
import { whyFile } from '../basics/file-trouble.js';
import { hide } from '../basics/secret.js';
import { readStandardInput } from './standard-input.js';
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
  if (name.trim() === '-') {
    const text = (readStdin ?? (() => readStandardInput(largest)))();
    if (text.length > largest) throw unusable('Standard input is too long to be a secret');
    return text;
  }
  const path = resolve(cwd, parsePath(name));
  try {
    const content = readFileAtMost(path, largest);
    if (content.length <= largest) return content.toString('utf8');
  } catch (cause) {
    guardMistakenSecret(name);
    throw unusable(`The file ${name} cannot be read`, { why: whyFile(cause, 'read'), cause });
  }
  throw unusable(`The file ${name} is too large to be that of a secret`);
}

function unusable(what: string, because: { why?: string; cause?: unknown } = {}): ExpectedError {
  return new ExpectedError({
    what,
    ...because,
    next: 'Name a file that holds the secret and nothing else.',
    exit: 'usage',
  });
}

/** The secret itself, given where its file belongs, is no path to repeat: `redact` then hides it. */
function guardMistakenSecret(name: string): void {
  if (name.split(/[/\\.]/).some((part) => part.length >= 40)) hide(name);
}
