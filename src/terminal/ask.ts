import { ExpectedError } from '../basics/errors.js';
import { hide } from '../basics/secret.js';
import { endSentence } from './command-lines.js';
import { createPrompter, type Prompter, type PromptQuestion } from './prompt.js';
import type { Terminal } from './terminal.js';
import { wrap } from './wrap.js';

/** A question that is answered by typing. */
export interface TextQuestion<T> {
  readonly message: string;
  /** Where the answer is found, as one sentence. */
  readonly where?: string | undefined;
  /** Taken by Enter alone. */
  readonly propose?: string | undefined;
  /**
   * Turns the typed text, without blanks around it, into the value; also given the empty text.
   * @throws ExpectedError shown under the question, which then stays open
   */
  read(text: string): T | Promise<T>;
  /** Takes the question away; the returned promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** One of the answers to choose from. */
export interface Choice<T> {
  readonly name: string;
  readonly value: T;
}

/** The port through which everything is asked; each question throws `Cancelled` on Ctrl-C. */
export interface Ask {
  text<T>(question: TextQuestion<T>): Promise<T>;
  /** As `text`, but what is typed shows as dots and is hidden wherever it would turn up later. */
  secret<T>(question: Omit<TextQuestion<T>, 'propose'>): Promise<T>;
  yesNo(question: { readonly message: string; readonly propose: boolean }): Promise<boolean>;
  choose<T>(question: {
    readonly message: string;
    readonly choices: readonly Choice<T>[];
  }): Promise<T>;
  /** Whether the very word was typed; Enter alone is no. */
  typeWord(word: string): Promise<boolean>;
}

/** An `ExpectedError` as the full sentences shown under a prompt, beside the sign for failure. */
function sentences(error: ExpectedError, terminal: Terminal): string {
  const parts = [error.message, error.why, ...error.next].filter((part) => part !== undefined);
  const text = parts.map((part) => endSentence(terminal.clean(part))).join(' ');
  // Inquirer would break long lines within words.
  return wrap(text, { width: terminal.width - 2, rest: '  ' }).join('\n');
}

/** Shows where an answer is found, above its question. */
function showWhere(where: string | undefined, terminal: Terminal): void {
  if (where === undefined) return;
  const lines = wrap(terminal.clean(where), { width: terminal.width, first: '  ' });
  terminal.insist(lines.map((line) => terminal.style.dim(line)).join('\n'));
}

/** Keeps what the reader made of the accepted text, or the bug that it threw. */
type Reading<T> = { readonly value: T } | { readonly bug: unknown };

async function askTyped<T>(
  prompter: Prompter,
  terminal: Terminal,
  question: TextQuestion<T>,
  as: Omit<PromptQuestion, 'message' | 'validate'>,
): Promise<T> {
  let reading: Reading<T> | undefined;
  const validate = async (typed: string): Promise<true | string> => {
    try {
      reading = { value: await question.read(typed.trim()) };
    } catch (error) {
      if (error instanceof ExpectedError) return sentences(error, terminal);
      reading = { bug: error };
    }
    return true;
  };
  showWhere(question.where, terminal);
  const message = terminal.clean(question.message);
  await prompter({ ...as, message, validate }, question.signal);
  if (reading === undefined) throw new Error(`the prompt "${message}" ended without an answer`);
  if ('bug' in reading) throw reading.bug;
  return reading.value;
}

async function chooseOne<T>(
  prompter: Prompter,
  terminal: Terminal,
  { message, choices }: { readonly message: string; readonly choices: readonly Choice<T>[] },
): Promise<T> {
  const named = choices.map((choice, value) => ({ name: terminal.clean(choice.name), value }));
  const answer = await prompter({
    type: 'select',
    message: terminal.clean(message),
    choices: named,
  });
  const chosen = choices[Number(answer)];
  if (chosen === undefined) throw new Error(`the prompt "${message}" gave no choice`);
  return chosen.value;
}

/** Enter alone is no, the word is yes, and anything else is asked again. */
function readWord(word: string) {
  return (typed: string): boolean => {
    if (typed === '' || typed === word) return typed === word;
    throw new ExpectedError({
      what: `"${typed}" is not the word`,
      next: `Type ${word} exactly, or clear the line and press Enter to stop`,
    });
  };
}

/**
 * The questions of this run, drawn on stderr.
 * @param prompter draws a single prompt; another one stands in for it in tests
 */
export function createAsk(terminal: Terminal, prompter = createPrompter(terminal)): Ask {
  const draw: Prompter = async (question, signal) => {
    if (!terminal.canAsk) throw new Error(`asked "${question.message}" with nobody to answer`);
    return prompter(question, signal);
  };
  const typed = <T>(question: TextQuestion<T>) => {
    const { propose = '' } = question;
    const shown = terminal.clean(propose);
    const read = (text: string) => question.read(text === shown ? propose : text);
    return askTyped(draw, terminal, { ...question, read }, { type: 'input', default: shown });
  };
  return {
    text: typed,
    secret<T>(question: Omit<TextQuestion<T>, 'propose'>) {
      const read = (text: string) => {
        // From here on every output shows it as dots, the reader's own complaint included.
        hide(text);
        return question.read(text);
      };
      const hidden = { type: 'password', mask: terminal.glyphs.mask, toggleMask: false } as const;
      return askTyped(draw, terminal, { ...question, read }, hidden);
    },
    async yesNo({ message, propose }) {
      const text = terminal.clean(message);
      return (await draw({ type: 'confirm', message: text, default: propose })) === true;
    },
    choose: (question) => chooseOne(draw, terminal, question),
    typeWord(word) {
      const message = `Type ${word} to go on, or press Enter to stop`;
      return typed({ message, read: readWord(word) });
    },
  };
}
