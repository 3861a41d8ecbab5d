import { randomBytes } from 'node:crypto';
import { lstat, open, rename, unlink } from 'node:fs/promises';

/**
 * Writes a file whole or not at all, for its owner's eyes only (0600). It is written beside and
 * moved over, so that a wider right of what stood there ends with it. No link is followed, and
 * nothing but an ordinary file is replaced: a device would be lost.
 * @throws Error of the file system, or one that says in words what stands in the place
 */
export async function writePrivately(path: string, text: string): Promise<void> {
  const standing = await lstat(path).catch(() => undefined);
  if (standing?.isSymbolicLink()) throw new Error('It is a symbolic link, and none is followed');
  if (standing && !standing.isFile()) throw new Error('It is not an ordinary file');
  const beside = `${path}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(text).finally(() => file.close());
    await rename(beside, path);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw error;
  }
}
