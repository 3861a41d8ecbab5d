import { closeSync, constants, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { codeOf } from './file-trouble.js';

const CHUNK = 65_536;

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Reads what is there; a process that shares the stream may have made it say "not yet". */
function readSome(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (cause) {
      const code = codeOf(cause);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw cause;
      pause(20);
    }
  }
}

/**
 * Reads an open file, a pipe or a device to its end, or until it has shown to be longer than the
 * limit. The size that a file states is no measure: that of a pipe or a device is 0.
 * @param limit in bytes; what is longer comes back longer than this
 */
export function readDescriptor(descriptor: number, limit: number): Buffer {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(CHUNK);
  let length = 0;
  for (let size = 1; size > 0 && length <= limit; length += size) {
    size = readSome(descriptor, chunk);
    chunks.push(Buffer.from(chunk.subarray(0, size)));
  }
  return Buffer.concat(chunks);
}

/** The same of a file by its path; throws what Node throws. */
export function readFileAtMost(path: string, limit: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    return readDescriptor(descriptor, limit);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The same without holding up the process.
 * @param link whether a symbolic link is followed; one that is not rejects with `ELOOP`
 */
export async function loadFileAtMost(
  path: string,
  limit: number,
  link: 'follow' | 'refuse' = 'follow',
): Promise<Buffer> {
  const noFollow = link === 'refuse' ? (constants.O_NOFOLLOW ?? 0) : 0;
  const file = await open(path, constants.O_RDONLY | noFollow);
  const chunks: Buffer[] = [];
  // `end` is the place of the last byte that is read. The stream closes the file.
  for await (const chunk of file.createReadStream({ end: limit })) chunks.push(chunk);
  return Buffer.concat(chunks);
}
