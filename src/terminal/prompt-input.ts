import type { InputStream } from './terminal.js';

/**
 * The terminal's input as readline may have it. When the window of the terminal was closed,
 * readline's own attempt to leave raw mode fails, and it passes the error on to nobody: the process
 * would crash in the middle of saying goodbye (seen on Node 20.20). Errors stay with whoever else
 * listens to the stream.
 */
export function promptInput(stdin: InputStream): InputStream {
  const input: InputStream = new Proxy(stdin, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key !== 'on' && key !== 'addListener') return value.bind(target);
      return (event: string, listener: unknown) => {
        if (event !== 'error') value.call(target, event, listener);
        return input;
      };
    },
  });
  return input;
}
