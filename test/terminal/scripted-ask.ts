import type { Ask, Choice, TextQuestion } from '../../src/terminal/ask.js';

/** Leaves a question open until its signal takes it away. */
export const openUntilTaken = Symbol('open until taken away');

/** One question that is expected, by a part of its text, and what is answered. */
export type Line = readonly [question: string, answer: string | boolean | symbol];

type Kind = 'text' | 'secret' | 'yesNo' | 'typeWord';

function taken(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}

/** Answers from a script; a question that is not the next one of the script fails. */
export class ScriptedAsk implements Ask {
  /** What was asked, in order: `text: Path of the file`. */
  readonly asked: string[] = [];
  readonly questions: TextQuestion<unknown>[] = [];
  readonly #script: Line[];

  constructor(...script: Line[]) {
    this.#script = script;
  }

  get unused(): readonly Line[] {
    return this.#script;
  }

  #next(kind: Kind, message: string): Line[1] {
    this.asked.push(`${kind}: ${message}`);
    const line = this.#script.shift();
    if (!line || !message.includes(line[0])) throw new Error(`not expected: ${kind} ${message}`);
    return line[1];
  }

  async #typed<T>(kind: Kind, question: TextQuestion<T>): Promise<T> {
    this.questions.push(question);
    const answer = this.#next(kind, question.message);
    if (answer === openUntilTaken) return taken(question.signal);
    return question.read(String(answer));
  }

  text<T>(question: TextQuestion<T>): Promise<T> {
    return this.#typed('text', question);
  }

  secret<T>(question: Omit<TextQuestion<T>, 'propose'>): Promise<T> {
    return this.#typed('secret', question);
  }

  async yesNo({ message }: { readonly message: string }): Promise<boolean> {
    return this.#next('yesNo', message) === true;
  }

  async choose<T>({ message }: { message: string; choices: readonly Choice<T>[] }): Promise<T> {
    throw new Error(`not expected: choose ${message}`);
  }

  async typeWord(word: string): Promise<boolean> {
    return this.#next('typeWord', word) === true;
  }
}
