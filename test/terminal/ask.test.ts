import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Cancelled, ExpectedError, StoppedAtQuestion } from '../../src/basics/errors.js';
import { createAsk } from '../../src/terminal/ask.js';
import { type Screen, screen, typeAt } from './screen.js';

const ENTER = '\r';
const DOWN = '\x1b[B';
const CLEAR = '\x15';

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && text !== '') return port;
  throw new ExpectedError({
    what: `"${text}" is not a port`,
    why: 'a port is a number',
    next: 'Type one from 1 to 65535',
  });
}

const port = { message: 'Port', where: 'It is in the address.', read: readPort };

async function answered<T>(
  terminal: Screen,
  question: Promise<T>,
  ...script: [string, string][]
): Promise<T> {
  const [answer] = await Promise.all([question, typeAt(terminal, script)]);
  return answer;
}

function shown(terminal: Screen): string {
  return stripVTControlCharacters(terminal.err.text);
}

describe('a question for text', () => {
  it('says where the answer is found, and gives what the reader makes of it', async () => {
    const terminal = screen({ tty: true });
    const answer = createAsk(terminal).text(port);
    expect(await answered(terminal, answer, ['Port', ` 443 ${ENTER}`])).toBe(443);
    expect(shown(terminal)).toContain('  It is in the address.\n? Port');
    expect(terminal.out.text).toBe('');
  });

  it('takes the proposal on Enter, exactly as it was proposed', async () => {
    const terminal = screen({ tty: true, env: { LANG: 'C' } });
    const read = (text: string) => text;
    const answer = createAsk(terminal).text({ message: 'Name', propose: 'A → B', read });
    expect(await answered(terminal, answer, ['(A -> B)', ENTER])).toBe('A → B');
  });

  it('explains in full sentences what is wrong, and asks again', async () => {
    const terminal = screen({ tty: true });
    const answer = answered(
      terminal,
      createAsk(terminal).text(port),
      ['Port', `http${ENTER}`],
      ['65535.', `${CLEAR}80${ENTER}`],
    );
    expect(await answer).toBe(80);
    const sentences = '✖ "http" is not a port. a port is a number. Type one from 1 to 65535.';
    expect(shown(terminal)).toContain(sentences);
  });

  it('does not take a bug of the reader for a wrong answer', async () => {
    const terminal = screen({ tty: true });
    const read = () => {
      throw new TypeError('x is not a function');
    };
    const answer = createAsk(terminal).text({ message: 'Name', read });
    await expect(answered(terminal, answer, ['Name', ENTER])).rejects.toThrow(TypeError);
  });

  it('goes away when the signal says so, with its reason', async () => {
    const terminal = screen({ tty: true });
    const taking = new AbortController();
    const question = createAsk(terminal).text({ ...port, signal: taking.signal });
    const gone = typeAt(terminal, [['Port', '']]).then(() => taking.abort(new Error('a file')));
    await expect(question).rejects.toThrow('a file');
    await gone;
  });
});

describe('stopping', () => {
  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('%s is a cancellation at a question', async (_key, key) => {
    const terminal = screen({ tty: true });
    const answer = answered(terminal, createAsk(terminal).text(port), ['Port', key]);
    const error = await answer.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoppedAtQuestion);
    expect(error).toMatchObject({ exit: 'interrupted' });
  });

  it('is noticed when the terminal hangs up', async () => {
    const terminal = screen({ tty: true });
    const question = createAsk(terminal).yesNo({ message: 'Go ahead?', propose: false });
    const gone = typeAt(terminal, [['Go ahead?', '']]).then(() => terminal.keyboard.end());
    await expect(question).rejects.toThrow(Cancelled);
    await gone;
  });
});

describe('a question for a secret', () => {
  it('shows dots while it is typed, and wherever the text turns up later', async () => {
    const terminal = screen({ tty: true });
    const read = (text: string) => {
      if (text === 'canary-scim-1') throw new ExpectedError({ what: `${text} was refused` });
      return text.length;
    };
    const answer = answered(
      terminal,
      createAsk(terminal).secret({ message: 'Token', read }),
      ['Token', `canary-scim-1${ENTER}`],
      ['was refused', `${CLEAR}canary-scim-22${ENTER}`],
    );
    expect(await answer).toBe(14);
    terminal.say('the token canary-scim-22');
    expect(terminal.err.text).toContain('•'.repeat(14));
    expect(terminal.err.text).not.toContain('canary');
  });
});

describe('choices', () => {
  it.each([
    ['y', true],
    ['n', false],
    ['', false],
  ])('yes or no: %j', async (typed, answer) => {
    const terminal = screen({ tty: true });
    const question = createAsk(terminal).yesNo({ message: 'Go ahead?', propose: false });
    expect(await answered(terminal, question, ['(y/N)', typed + ENTER])).toBe(answer);
  });

  it('one of several, any value', async () => {
    const terminal = screen({ tty: true });
    const choices = [
      { name: 'ssoins-1', value: { id: 1 } },
      { name: 'ssoins-2', value: { id: 2 } },
    ];
    const question = createAsk(terminal).choose({ message: 'Which instance?', choices });
    const keys: [string, string] = ['Enter takes', DOWN + ENTER];
    expect(await answered(terminal, question, keys)).toEqual({ id: 2 });
  });
});

describe('a word to type', () => {
  it('is yes by the very word alone', async () => {
    const terminal = screen({ tty: true });
    const answer = answered(
      terminal,
      createAsk(terminal).typeWord('switch'),
      ['press Enter to stop', `Switch${ENTER}`],
      ['is not the word', `${CLEAR}switch${ENTER}`],
    );
    expect(await answer).toBe(true);
  });

  it('is no by Enter alone', async () => {
    const terminal = screen({ tty: true });
    const question = createAsk(terminal).typeWord('switch');
    expect(await answered(terminal, question, ['press Enter to stop', ENTER])).toBe(false);
  });
});

describe('prompts', () => {
  it('have no colour under NO_COLOR and no sign beyond ASCII where only that shows', async () => {
    const terminal = screen({ tty: true, env: { LANG: 'C', NO_COLOR: '1' } });
    const question = createAsk(terminal).text({ ...port, propose: '443' });
    await answered(terminal, question, ['Port', ENTER]);
    expect(terminal.err.text).not.toMatch(/\[\d+m/);
    expect(shown(terminal)).toMatch(/^[\x20-\x7e\s]+$/);
  });

  it('are a bug where nobody can answer', async () => {
    await expect(createAsk(screen()).text(port)).rejects.toThrow('nobody to answer');
  });
});
