import { setMaxListeners } from 'node:events';
import { Cancelled } from '../basics/errors.js';
import { exitCodes } from '../basics/exit-codes.js';
import type { Terminal } from '../terminal/terminal.js';
import type { World } from './world.js';

/** How the rest of a run learns that somebody asked to stop. */
export interface Interrupts {
  /** Aborted as soon as somebody asks to stop; its reason is what is then to be thrown. */
  readonly stop: AbortSignal;
  /** @throws Cancelled when somebody asked to stop */
  readonly checkpoint: () => void;
  /** Resolves after so many milliseconds; rejects with `Cancelled` as soon as somebody asks. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Asks a question, which whoever asks to stop meanwhile takes away. */
  readonly during: <T>(question: (stop: AbortSignal) => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

/** What is said to somebody who asks to stop. */
export interface Farewell {
  /** Before the request under way has ended; without it nothing is worth waiting for. */
  readonly first?: string;
  /** What became of the run, and how to go on. */
  readonly last: () => { readonly what: string; readonly next?: readonly string[] };
}

/**
 * The first Ctrl-C (SIGTERM and a closed terminal count as one) lets a writing request under way
 * finish and its result be saved; everything else ends at once. The second leaves at once.
 */
export function listenForInterrupts(
  world: World,
  terminal: Terminal,
  { first, last }: Farewell,
): Interrupts {
  const stopping = new AbortController();
  const { signal } = stopping;
  // As many requests as are under way listen to it.
  setMaxListeners(0, signal);
  let idle = 0;
  const close = world.onInterrupt(() => {
    if (signal.aborted) {
      terminal.insist('Left at once. What the last request did is looked up by the next run.');
      world.leave(exitCodes.interrupted.code);
      return;
    }
    terminal.progress(undefined);
    if (first !== undefined && idle === 0) terminal.insist(first);
    stopping.abort(new Cancelled({ ...last(), exit: 'interrupted' }));
  });
  /** While this lasts no request is under way that could be waited for. */
  const idling = async <T>(wait: (stop: AbortSignal) => Promise<T>): Promise<T> => {
    idle += 1;
    try {
      return await wait(signal);
    } finally {
      idle -= 1;
    }
  };
  return {
    stop: signal,
    checkpoint: () => signal.throwIfAborted(),
    pause: (milliseconds) => idling((stop) => pause(milliseconds, stop)),
    during: idling,
    close,
  };
}

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stop.aborted) return reject(stop.reason);
    const giveUp = () => {
      clearTimeout(timer);
      reject(stop.reason);
    };
    const timer = setTimeout(() => {
      stop.removeEventListener('abort', giveUp);
      resolve();
    }, milliseconds);
    stop.addEventListener('abort', giveUp, { once: true });
  });
}
