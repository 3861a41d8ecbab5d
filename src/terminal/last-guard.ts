import { redact } from '../basics/secret.js';

/**
 * Hides secrets in whatever is written to a stream of the process, past every view: under
 * NODE_DEBUG Node itself writes the headers of each request to standard error.
 */
export function hideSecretsOn(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream);
  stream.write = (chunk: string | Uint8Array, ...rest: never[]) =>
    write(typeof chunk === 'string' ? redact(chunk) : chunk, ...rest);
}
