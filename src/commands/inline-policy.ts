import { resolve } from 'node:path';
import { z } from 'zod';
import { parseBoundedJson } from '../basics/bounded-json.js';
import { readFileAtMost } from '../basics/bounded-read.js';
import { ExpectedError } from '../basics/errors.js';
import { whyFile } from '../basics/file-trouble.js';

/** Bytes, and characters that are no blanks (user guide, limits). */
const LARGEST = 32_768;
const MOST_CHARACTERS = 10_240;

const policySchema = z.object({
  Statement: z.union([z.array(z.object({})).min(1), z.object({})]),
});

/**
 * Reads the policy that a permission set is to hold itself. What it permits is AWS's to judge.
 * @throws ExpectedError (`usage`) when there is no such file, or no policy in it that AWS would take
 */
export function readInlinePolicy(name: string, cwd: string): string {
  const path = resolve(cwd, name);
  const text = read(path);
  const size = text.replaceAll(/\s/g, '').length;
  if (size > MOST_CHARACTERS) {
    throw unusable(
      path,
      `It has ${size} characters without blanks, and AWS takes ${MOST_CHARACTERS}.`,
    );
  }
  if (!policySchema.safeParse(parse(text, path)).success) {
    throw unusable(path, 'It is JSON, but no policy: the member "Statement" is missing or empty.');
  }
  return text;
}

function read(path: string): string {
  let trouble = `It is larger than the ${LARGEST} bytes that AWS takes.`;
  try {
    const bytes = readFileAtMost(path, LARGEST);
    if (bytes.length <= LARGEST) return decoded(bytes, path).trim();
  } catch (cause) {
    if (cause instanceof ExpectedError) throw cause;
    trouble = whyFile(cause, 'read');
  }
  throw unusable(path, trouble);
}

/** What is replaced in silence would permit something else than was written. */
function decoded(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unusable(path, 'It is not text in UTF-8.');
  }
}

/** Whatever the file holds is not repeated: a file with a token may have been named by mistake. */
function parse(text: string, path: string): unknown {
  const value = parseBoundedJson(text);
  if (value === undefined) throw unusable(path, 'It is not JSON, or nested too deeply.');
  return value;
}

function unusable(path: string, why: string): ExpectedError {
  return new ExpectedError({
    what: `The file ${path} cannot be used as an inline policy`,
    why,
    next: 'Name a file with a policy document: --inline-policy FILE',
    exit: 'usage',
  });
}
