import type { NewFile } from './downloads.js';

/** The reason with which an open question is taken away when a file turned up. */
const NOTICED = new Error('a file turned up');

/** What ended a question: a typed answer, or a file that looks like the one waited for. */
export type Noticed<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  | { readonly kind: 'file'; readonly file: NewFile };

/** New files that somebody accepts, one at a time; `undefined` when there will be no more. */
export interface FileWatch {
  next(): Promise<NewFile | undefined>;
  stop(): void;
}

/** Watches nothing: for questions that no file answers. */
export const noFiles: FileWatch = { next: async () => undefined, stop() {} };

/** Lets through the files that `accept` recognises. A watch that fails only ends. */
export function watchFor(
  files: (signal: AbortSignal) => AsyncIterable<NewFile>,
  accept: (file: NewFile) => boolean,
): FileWatch {
  const stopping = new AbortController();
  const iterator = files(stopping.signal)[Symbol.asyncIterator]();
  const next = async (): Promise<NewFile | undefined> => {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return undefined;
      if (accept(value)) return value;
    }
  };
  // Without the folder the question is still answered by typing.
  return { next: () => next().catch(() => undefined), stop: () => stopping.abort() };
}

function never(): Promise<never> {
  return new Promise(() => {});
}

async function asNoticed(file: Promise<NewFile | undefined>): Promise<Noticed<never>> {
  const found = await file;
  return found === undefined ? never() : { kind: 'file', file: found };
}

/**
 * Asks until an answer is typed or a file turns up; the file takes the open prompt away, so that
 * nothing is ever drawn across it. An answer typed in the same moment wins.
 */
export async function answerOrFile<T>(
  question: (signal: AbortSignal) => Promise<T>,
  file: Promise<NewFile | undefined>,
): Promise<Noticed<T>> {
  const taking = new AbortController();
  const asked = question(taking.signal);
  const answered = asked.then((answer): Noticed<T> => ({ kind: 'answer', answer }));
  const first = await Promise.race([answered, asNoticed(file)]);
  if (first.kind === 'answer') return first;
  taking.abort(NOTICED);
  return answered.catch((error: unknown) => {
    if (error === NOTICED) return first;
    throw error;
  });
}
