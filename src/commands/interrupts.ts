import { Cancelled } from '../basics/errors.js';
import { exitCodes } from '../basics/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';
import type { World } from './world.js';

/** How the rest of a run learns that somebody asked to stop. */
export interface Interrupts {
  /** @throws Cancelled when somebody asked to stop */
  readonly checkpoint: () => void;
  /** Resolves after so many milliseconds; rejects with `Cancelled` as soon as somebody asks. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly close: () => void;
}

/**
 * The first Ctrl-C lets the request under way finish and its result be saved; the second leaves at
 * once.
 */
export function listenForInterrupts(world: World, terminal: Terminal, again: string): Interrupts {
  const stopping = new AbortController();
  const cancelled = () =>
    new Cancelled({
      what: 'Stopped, and what was done is saved',
      next: `Go on with: ${again}`,
      exit: 'interrupted',
    });
  const close = world.onInterrupt(() => {
    if (stopping.signal.aborted) {
      terminal.insist('Left at once. What the last request did is looked up by the next run.');
      world.leave(exitCodes.interrupted.code);
      return;
    }
    terminal.insist('Stopping after this request. Press Ctrl-C again to leave at once.');
    stopping.abort();
  });
  return {
    checkpoint() {
      if (stopping.signal.aborted) throw cancelled();
    },
    pause: (milliseconds) =>
      new Promise((resolve, reject) => {
        if (stopping.signal.aborted) return reject(cancelled());
        const stop = () => {
          clearTimeout(timer);
          reject(cancelled());
        };
        const timer = setTimeout(() => {
          stopping.signal.removeEventListener('abort', stop);
          resolve();
        }, milliseconds);
        stopping.signal.addEventListener('abort', stop, { once: true });
      }),
    close,
  };
}
