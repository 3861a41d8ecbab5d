import { Writable } from 'node:stream';
import { StoppedAtQuestion } from '../basics/errors.js';
import { promptInput } from './prompt-input.js';
import { promptTheme } from './prompt-theme.js';
import type { Terminal } from './terminal.js';

/** One prompt as Inquirer takes it; its text has been cleaned already. */
export type PromptQuestion = {
  readonly type: 'input' | 'password' | 'confirm' | 'select';
  readonly message: string;
  readonly default?: unknown;
  readonly choices?: readonly { readonly name: string; readonly value: number }[];
  readonly mask?: string;
  readonly toggleMask?: boolean;
  readonly validate?: (typed: string) => Promise<true | string>;
};

/** Draws one prompt and gives its answer; `signal` takes the prompt away again. */
export type Prompter = (question: PromptQuestion, signal?: AbortSignal) => Promise<unknown>;

/** What is thrown when a person ends a prompt instead of answering it. */
function stopped(cause?: unknown): StoppedAtQuestion {
  return new StoppedAtQuestion({ what: 'Stopped at the question', exit: 'interrupted', cause });
}

/** Inquirer ends the stream that it draws on; each prompt gets its own, and stderr stays open. */
function promptOutput(terminal: Terminal): Writable {
  const output = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, written) {
      terminal.prompting.write(String(chunk));
      written();
    },
  });
  return Object.assign(output, { columns: terminal.prompting.columns, isTTY: true });
}

/**
 * Notices that the input closed (Ctrl-D on an empty line, a hung-up terminal). Inquirer 14 lets the
 * prompt wait for ever then, and the process would end with nothing said.
 */
function whenInputCloses(terminal: Terminal, close: () => void): () => void {
  const { stdin } = terminal.prompting;
  const events = ['pause', 'end', 'close'] as const;
  for (const event of events) stdin.on(event, close);
  return () => {
    for (const event of events) stdin.removeListener(event, close);
  };
}

function isPromptClosed(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name);
}

async function runPrompt(
  terminal: Terminal,
  question: PromptQuestion,
  signal: AbortSignal,
): Promise<unknown> {
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({
    input: promptInput(terminal.prompting.stdin),
    output: promptOutput(terminal),
    signal,
  });
  const theme = promptTheme(terminal);
  const answers = await prompt<{ answer: unknown }>([{ ...question, name: 'answer', theme }]);
  return answers.answer;
}

/**
 * A prompter over Inquirer, which is loaded with the first question.
 * @throws StoppedAtQuestion when the person presses Ctrl-C or closes the input
 * @throws the reason of `signal` when that takes the prompt away
 */
export function createPrompter(terminal: Terminal): Prompter {
  return async (question, signal) => {
    signal?.throwIfAborted();
    terminal.progress(undefined);
    const closed = new AbortController();
    const forget = whenInputCloses(terminal, () => closed.abort());
    const either = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal;
    try {
      return await runPrompt(terminal, question, either);
    } catch (error) {
      if (!isPromptClosed(error)) throw error;
      signal?.throwIfAborted();
      throw stopped(error);
    } finally {
      forget();
    }
  };
}
