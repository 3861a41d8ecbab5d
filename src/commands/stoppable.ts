import { Cancelled, StoppedAtQuestion } from '../basics/errors.js';
import { type Ask, createAsk } from '../terminal/ask.js';
import { createPrompter } from '../terminal/prompt.js';
import type { Desk } from './desk.js';
import { type Farewell, type Interrupts, listenForInterrupts } from './interrupts.js';

/**
 * Works at a desk so that Ctrl-C, SIGTERM or a closed terminal stops the work: its requests, its
 * waits and its questions.
 */
export async function stoppable<T>(
  desk: Desk,
  farewell: Farewell,
  work: (desk: Desk, interrupts: Interrupts) => Promise<T>,
): Promise<T> {
  const interrupts = listenForInterrupts(desk.world, desk.terminal, farewell);
  try {
    const ask = askUntil(desk, interrupts);
    return await work({ ...desk, ask, stop: interrupts.stop }, interrupts);
  } catch (error) {
    if (!(error instanceof StoppedAtQuestion)) throw error;
    throw new Cancelled({ ...farewell.last(), exit: 'interrupted', cause: error });
  } finally {
    interrupts.close();
  }
}

function askUntil({ terminal }: Desk, { during }: Interrupts): Ask {
  const prompter = createPrompter(terminal);
  return createAsk(terminal, (question, signal) =>
    during((stop) => prompter(question, signal ? AbortSignal.any([signal, stop]) : stop)),
  );
}
