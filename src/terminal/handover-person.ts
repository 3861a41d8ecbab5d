import { basename } from 'node:path';
import { ExpectedError } from '../basics/errors.js';
import type { Answer, Handover, Ask as HandoverAsk, Person } from '../handover/task.js';
import { type Ask, createAsk } from './ask.js';
import { type NewFile, newDownloads } from './downloads.js';
import { errorText } from './error-view.js';
import { noteLines } from './note-lines.js';
import { answerOrFile, type FileWatch, noFiles, watchFor } from './noticed-answer.js';
import type { Terminal } from './terminal.js';
import { instructionLines, STEP_INDENT } from './waiting-lines.js';

/** What a person at the terminal is helped with. */
export interface PersonHelp {
  /** Opens a page in the person's browser; a failure is told and stops nothing. */
  readonly openLink: (url: string) => Promise<void>;
  /** The files that turn up from now until the signal; given, it is used instead of the folder. */
  readonly watchDownloads?: (signal: AbortSignal) => AsyncIterable<NewFile>;
  /** Where the browser saves files. Without it and `watchDownloads` no file is noticed. */
  readonly downloadsDir?: string;
  /** Asks the questions; the terminal's own prompts unless given. */
  readonly ask?: Ask;
}

/** A person's reply to the question: a value, or that it comes another time. */
type Reply<T> = { readonly later: true } | { readonly later: false; readonly value: T };

function isLater(text: string): boolean {
  return text === '' || text.toLowerCase() === 'later';
}

/** Answers that are secrets are typed as dots. */
function isSecret<T>(ask: HandoverAsk<T>): boolean {
  return ask.secret === true;
}

/** Where the answer is found, and how to put it off unless the question says that itself. */
function whereAndHow<T>(ask: HandoverAsk<T>): string {
  const { where, question, propose } = ask;
  if (propose !== undefined && !isSecret(ask)) return `${where} Type "later" to put it off.`;
  const told = /\bEnter\b/.test(where + question);
  return told ? where : `${where} Enter alone puts it off.`;
}

class TerminalPerson implements Person {
  readonly #terminal: Terminal;
  readonly #help: PersonHelp;
  readonly #ask: Ask;

  constructor(terminal: Terminal, help: PersonHelp) {
    this.#terminal = terminal;
    this.#help = help;
    this.#ask = help.ask ?? createAsk(terminal);
  }

  async handOver<T>(handover: Handover<T>): Promise<Answer<T>> {
    const { ask } = handover;
    const agreed = await this.#agrees(handover);
    if (!agreed) return { kind: 'declined', why: 'it was not agreed to at the terminal' };
    const watch = this.#watch(ask);
    try {
      this.#terminal.insist(instructionLines(handover, this.#terminal).join('\n'));
      await this.#offerLink(handover.link);
      return await this.#answer(ask, watch);
    } finally {
      watch.stop();
    }
  }

  async #agrees<T>({ consent }: Handover<T>): Promise<boolean> {
    if (consent === undefined) return true;
    if (this.#terminal.quiet) {
      const { notes } = consent;
      const lines = notes.flatMap((note) => noteLines(note, this.#terminal, STEP_INDENT));
      this.#terminal.insist(lines.join('\n'));
    }
    return this.#ask.typeWord(consent.type);
  }

  #watch<T>({ expectFile }: HandoverAsk<T>): FileWatch {
    const { watchDownloads, downloadsDir: folder } = this.#help;
    if (expectFile === undefined) return noFiles;
    const accept = ({ path, text }: NewFile) => expectFile(basename(path), text);
    if (watchDownloads) return watchFor(watchDownloads, accept);
    if (folder === undefined) return noFiles;
    const since = Date.now();
    return watchFor((signal) => newDownloads({ folder, since, signal }), accept);
  }

  async #offerLink(link: string | undefined): Promise<void> {
    if (link === undefined) return;
    const wanted = await this.#ask.yesNo({ message: 'Open this page now?', propose: true });
    if (!wanted) return;
    try {
      await this.#help.openLink(link);
      // A browser that cannot be started is often noticed by nobody but the person.
      this.#terminal.insist('  If nothing opens, use the link above.');
    } catch (error) {
      this.#terminal.debug(error instanceof Error ? error.message : String(error));
      this.#terminal.insist('  No browser could be opened. Open the link above yourself.');
    }
  }

  async #answer<T>(ask: HandoverAsk<T>, watch: FileWatch): Promise<Answer<T>> {
    for (let file = watch.next(); ; file = watch.next()) {
      const noticed = await answerOrFile((signal) => this.#question(ask, signal), file);
      const reply =
        noticed.kind === 'answer' ? noticed.answer : await this.#offerFile(ask, noticed.file);
      if (reply === undefined) continue;
      return reply.later ? { kind: 'waiting' } : { kind: 'done', value: reply.value };
    }
  }

  #question<T>(ask: HandoverAsk<T>, signal: AbortSignal): Promise<Reply<T>> {
    const read = async (text: string): Promise<Reply<T>> =>
      isLater(text) ? { later: true } : { later: false, value: await ask.read(text) };
    const question = { message: ask.question, where: whereAndHow(ask), read, signal };
    if (isSecret(ask)) return this.#ask.secret(question);
    return this.#ask.text({ ...question, propose: ask.propose });
  }

  /** `undefined`: not this one, or it did not read; the question is asked again. */
  async #offerFile<T>(ask: HandoverAsk<T>, { path }: NewFile): Promise<Reply<T> | undefined> {
    this.#terminal.insist(`A new file is there: ${this.#terminal.clean(path)}`);
    if (!(await this.#ask.yesNo({ message: 'Take it?', propose: true }))) return undefined;
    try {
      return { later: false, value: await ask.read(path) };
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      this.#terminal.insist(errorText(error, this.#terminal));
      return undefined;
    }
  }
}

/**
 * The person in front of this terminal: is shown what to do, offered the link and a downloaded
 * file, and asked for the answer. An empty answer without a proposal leaves the handover waiting;
 * a consent that is not typed declines it.
 */
export function personAtTerminal(terminal: Terminal, help: PersonHelp): Person {
  return new TerminalPerson(terminal, help);
}
