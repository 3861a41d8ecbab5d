import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Deeper than anything that this program writes; `JSON.stringify` fails at some thousands. */
const DEEPEST = 64;

/** What a file held, as far as it was fit to be read. */
export type FileText = { readonly text: string } | { readonly tooLarge: true };

/**
 * Reads a text file that may be anything: never more than so many bytes, and without waiting at a
 * pipe that nobody writes to.
 * @throws Error of the file system, or one that says in words that it is no ordinary file
 */
export async function readAtMost(path: string, bytes: number): Promise<FileText> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const standing = await file.stat();
    if (standing.isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
    if (!standing.isFile()) throw new Error('It is not an ordinary file');
    return standing.size > bytes ? { tooLarge: true } : { text: await file.readFile('utf8') };
  } finally {
    await file.close();
  }
}

/** The value of a JSON text; `undefined` when it is none, or nested deeper than is sensible. */
export function parseBoundedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return false;
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
  return true;
}
