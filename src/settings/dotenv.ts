import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { readFileAtMost } from '../basics/bounded-read.js';
import { ExpectedError } from '../basics/errors.js';
import { codeOf, whyFile } from '../basics/file-trouble.js';
import { type Assignment, assignmentsOf } from './dotenv-lines.js';

const largest = 1_048_576;

/** The names and values of a `.env` file. */
export type Dotenv = Readonly<Record<string, string>>;

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileAtMost(path, largest);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw unusable(path, whyFile(cause, 'read'), cause);
  }
}

function unusable(path: string, why: string, cause?: unknown): ExpectedError {
  return new ExpectedError({
    what: `The file ${path} cannot be used`,
    why,
    next: 'Mend it, move it away, or start from another directory: .env is read where you are.',
    exit: 'usage',
    cause,
  });
}

function textOf(path: string, content: Buffer): string {
  if (content.length > largest) throw unusable(path, 'It is larger than 1 MB.');
  if (content.includes(0)) throw unusable(path, 'It is binary, or text that is not UTF-8.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw unusable(path, 'It is text that is not UTF-8.');
  }
}

/**
 * Reads one assignment. Node's parser has it alone: given a whole file it takes a line without `=`
 * or an indented comment into the name of the next variable (seen on Node 20.20).
 */
function entriesOf(path: string, { line, text }: Assignment): [string, string][] {
  const assignment = text.replace(/^export\s+/, '');
  if (!/^[^=]+=/.test(assignment)) {
    throw unusable(path, `Line ${line} is neither NAME=value nor a comment.`);
  }
  if (/^[^=]+=\s*(["'`])(?!.*\1)/s.test(assignment)) {
    throw unusable(path, `Line ${line} opens a quote that is never closed.`);
  }
  return Object.entries(parseEnv(assignment)).map(([name, value]) => [name, value ?? '']);
}

/**
 * Reads `.env` of a directory: `NAME=value`, quotes and comments as Node has them.
 * @returns nothing when there is no such file
 * @throws ExpectedError (`usage`) that names the line, never its value
 */
export function readDotenv(directory: string): Dotenv {
  const path = join(directory, '.env');
  const content = contentOf(path);
  if (content === undefined) return {};
  const assignments = assignmentsOf(textOf(path, content));
  return Object.fromEntries(assignments.flatMap((assignment) => entriesOf(path, assignment)));
}
