import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type IPty, spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';

/** How the program is to be started in a terminal of its own. */
export interface PtyOptions {
  readonly args: readonly string[];
  /** The whole environment: nothing of this process reaches the program. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly columns?: number;
}

/** The file that a shell runs as `authentik-aws`. */
export const program = fileURLToPath(new URL('../../bin/authentik-aws.js', import.meta.url));

/** What every control sequence of a terminal begins with. */
export const ESCAPE = String.fromCharCode(27);

/** Milliseconds until a wait is given up; only a hanging program ever takes so long. */
const PATIENCE = 20_000;

/** Starts `authentik-aws` at 80 columns and 24 rows; it is killed when the test ends before it. */
export function startInPty({ args, env, cwd, columns = 80 }: PtyOptions): Pty {
  const size = { cols: columns, rows: 24 };
  const child = spawn(process.execPath, [program, ...args], { ...size, cwd, env: { ...env } });
  const pty = new Pty(child);
  onTestFinished(() => pty.kill());
  return pty;
}

/** A program that runs in a pseudo-terminal, as the person in front of it has it. */
export class Pty {
  readonly #child: IPty;
  #written = '';
  /** How much of the plain text the waits so far have read. */
  #read = 0;
  #exitCode: number | undefined;
  #onNews: () => void = () => undefined;

  constructor(child: IPty) {
    this.#child = child;
    child.onData((data) => {
      this.#written += data;
      this.#onNews();
    });
    child.onExit(({ exitCode }) => {
      this.#exitCode = exitCode;
      this.#onNews();
    });
  }

  /**
   * Resolves with what came since the last wait up to this text, once it is there. Rejects with
   * the screen when the program ends without it or takes too long.
   */
  async waitFor(text: string): Promise<string> {
    const unread = () => plain(this.#written).slice(this.#read);
    await this.#until(`"${text}"`, () => unread().includes(text));
    const found = unread();
    const upTo = found.slice(0, found.indexOf(text) + text.length);
    this.#read += upTo.length;
    return upTo;
  }

  /** Resolves with the exit code once the program has ended by itself. */
  async ended(): Promise<number> {
    await this.#until('its end', () => this.#exitCode !== undefined);
    return this.#exitCode ?? Number.NaN;
  }

  /** Types a text and Enter. */
  answer(text: string): void {
    this.#child.write(`${text}\r`);
  }

  ctrlC(): void {
    this.#child.write('\x03');
  }

  /** Closes the window: the system tells the program, whose streams lead nowhere from then on. */
  hangUp(): void {
    const { destroy } = this.#child as IPty & { destroy?: () => void };
    if (destroy === undefined) throw new Error('this pseudo-terminal cannot be closed');
    destroy.call(this.#child);
  }

  /** As `kill` sends it, or the system when the terminal is closed. */
  signal(name: 'SIGTERM' | 'SIGHUP'): void {
    this.#child.kill(name);
  }

  /** Every byte that was written so far. */
  raw(): string {
    return this.#written;
  }

  /** What is left to read: no escape sequences, and of a line that was redrawn the last state. */
  screen(): string {
    return plain(this.#written.replaceAll(REDRAWN, ''));
  }

  kill(): void {
    if (this.#exitCode === undefined) this.#child.kill('SIGKILL');
  }

  #until(what: string, isThere: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (why: string) => {
        clearTimeout(timer);
        reject(new Error(`Waited for ${what}, but ${why}. On the screen:\n${this.screen()}`));
      };
      const timer = setTimeout(() => giveUp('it did not come'), PATIENCE);
      this.#onNews = () => {
        if (isThere()) {
          clearTimeout(timer);
          resolve();
        } else if (this.#exitCode !== undefined) giveUp(`the program ended (${this.#exitCode})`);
      };
      this.#onNews();
    });
  }
}

/** What a prompt drew of its line before it erased the line to draw it anew. */
const REDRAWN = new RegExp(`[^\\n]*${ESCAPE}\\[2K${ESCAPE}\\[G`, 'g');

function plain(written: string): string {
  return stripVTControlCharacters(written).replaceAll('\r\n', '\n');
}
