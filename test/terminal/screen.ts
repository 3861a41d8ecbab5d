import { once } from 'node:events';
import { PassThrough, Writable } from 'node:stream';
import {
  createTerminal,
  type Terminal,
  type TerminalOptions,
} from '../../src/terminal/terminal.js';

/** A stream that keeps what was written. */
interface Paper extends Writable {
  readonly text: string;
}

/** Makes a stream to write on; `tty` gives it the traits of a terminal of so many columns. */
function paper(tty?: { columns: number }): Paper {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, written) {
      chunks.push(String(chunk));
      stream.emit('wrote');
      written();
    },
  });
  return Object.defineProperties(Object.assign(stream, { text: '' }), {
    text: { get: () => chunks.join('') },
    ...(tty && { isTTY: { value: true }, columns: { value: tty.columns } }),
  });
}

export interface Screen extends Terminal {
  readonly out: Paper;
  readonly err: Paper;
  readonly keyboard: PassThrough;
}

type Wishes = Partial<Pick<TerminalOptions, 'color' | 'quiet' | 'verbose' | 'json' | 'input'>> & {
  env?: Record<string, string>;
  columns?: number;
  /** Whether all three streams are a terminal. */
  tty?: boolean;
  platform?: NodeJS.Platform;
};

/** A terminal whose streams can be read: UTF-8, no colour and 80 columns unless wished otherwise. */
export function screen(wishes: Wishes = {}): Screen {
  const {
    tty = false,
    columns = 80,
    platform = 'linux',
    env = { LANG: 'C.UTF-8' },
    ...rest
  } = wishes;
  const size = tty ? { columns } : undefined;
  const [out, err] = [paper(size), paper(size)];
  const keyboard = Object.assign(new PassThrough(), tty ? { isTTY: true } : {});
  const terminal = createTerminal({
    stdin: keyboard,
    stdout: out,
    stderr: err,
    env,
    platform,
    ...rest,
  });
  return Object.assign(terminal, { out, err, keyboard });
}

/** The lines that are wider than the columns, but for a URL or path alone on its line. */
export function tooWide(text: string, columns = 80): string[] {
  const alone = /^[^\p{L}\p{N}/]*(?:https?:\/\/|\/)\S+$/u;
  return text.split('\n').filter((line) => [...line].length > columns && !alone.test(line));
}

/**
 * Types the answers at a terminal, each as soon as the text that asks for it is on the screen.
 * @param script what is waited for, and the keys that follow it
 */
export async function typeAt(terminal: Screen, script: readonly [string, string][]): Promise<void> {
  let read = 0;
  for (const [text, keys] of script) {
    while (!terminal.err.text.slice(read).includes(text)) await once(terminal.err, 'wrote');
    read = terminal.err.text.length;
    terminal.keyboard.write(keys);
  }
}
