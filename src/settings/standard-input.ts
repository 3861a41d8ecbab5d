import { readSync } from 'node:fs';
import { isatty } from 'node:tty';
import { codeOf } from '../basics/file-trouble.js';
import { invalid } from './values/invalid.js';

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
 * Reads standard input to its end.
 * @param descriptor another open file, in tests
 * @throws ExpectedError (`usage`) at a terminal, which would show the secret while it is typed
 */
export function readStandardInput(descriptor = 0): string {
  if (isatty(descriptor)) {
    throw invalid(
      'Standard input is a terminal, and a secret typed there could be read by others',
      'Pipe it in, name a file, or leave the flag out and be asked.',
    );
  }
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(4096);
  let size = readSome(descriptor, chunk);
  while (size > 0) {
    chunks.push(Buffer.from(chunk.subarray(0, size)));
    size = readSome(descriptor, chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
