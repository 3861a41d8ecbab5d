import { ExpectedError } from '../../src/basics/errors.js';
import { errorText } from '../../src/terminal/error-view.js';
import { screen } from '../terminal/screen.js';

/** What a reader made of a text: a value, or the refusal that it has for it. */
export type Outcome<T> = { readonly value: T } | { readonly refusal: ExpectedError };

/** Runs a reader; every other error than an expected one is a bug and passes. */
export async function outcomeOf<T>(read: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { refusal: error };
  }
}

/** All words of an error. */
export function wordsOf({ message, why, next }: ExpectedError): string {
  return [message, why, ...next].join('\n');
}

/** What a terminal must never be sent: all that moves, recolours, hides or reorders. */
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Fails for a text that would steer a terminal; line ends alone are ours. */
export function expectPlain(written: string): void {
  const found = steering.exec(written.replaceAll('\n', ''));
  if (found === null) return;
  const code = found[0].codePointAt(0)?.toString(16);
  throw new Error(`U+${code} reached the terminal in ${JSON.stringify(written.slice(0, 2000))}`);
}

/** Fails when an error, as it would be shown, steers the terminal. */
export function expectShownPlain(error: unknown): void {
  const { err } = shown((terminal) => terminal.insist(errorText(error, terminal)));
  expectPlain(err);
}

/** What a terminal without colour was sent. */
export function shown(show: (terminal: ReturnType<typeof screen>) => void): {
  out: string;
  err: string;
} {
  const terminal = screen({ verbose: true });
  show(terminal);
  return { out: terminal.out.text, err: terminal.err.text };
}
