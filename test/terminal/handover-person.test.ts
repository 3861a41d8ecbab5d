import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../src/basics/errors.js';
import type { Handover } from '../../src/handover/task.js';
import type { NewFile } from '../../src/terminal/downloads.js';
import { type PersonHelp, personAtTerminal } from '../../src/terminal/handover-person.js';
import { waiting } from './example-events.js';
import { type Screen, screen } from './screen.js';
import { openUntilTaken, ScriptedAsk } from './scripted-ask.js';

const { link: _link, ...linkless } = waiting;

const portal: Handover<string> = {
  ...linkless,
  step: 'access-portal',
  ask: {
    input: 'portal-url',
    question: 'Portal URL',
    where: 'It is on the page.',
    read: (text) => text.toUpperCase(),
  },
};

const file: Handover<string> = {
  ...portal,
  ask: { ...portal.ask, question: 'Path', expectFile: (name) => name.endsWith('.xml') },
};

interface Meeting {
  readonly terminal: Screen;
  readonly opened: string[];
  handOver<T>(handover: Handover<T>): Promise<unknown>;
}

function meet(ask: ScriptedAsk, help: Partial<PersonHelp> = {}): Meeting {
  const terminal = screen({ tty: true, color: false });
  const opened: string[] = [];
  const openLink = async (url: string) => void opened.push(url);
  const person = personAtTerminal(terminal, { openLink, ask, ...help });
  return { terminal, opened, handOver: (handover) => person.handOver(handover) };
}

async function* files(...found: NewFile[]): AsyncGenerator<NewFile> {
  yield* found;
}

describe('a handover at the terminal', () => {
  it('shows what to do, opens the page, and brings the answer back', async () => {
    const ask = new ScriptedAsk(['Open this page', true], ['Portal URL', 'here']);
    const { terminal, opened, handOver } = meet(ask);
    const answer = await handOver({ ...portal, link: 'https://example.com/settings' });
    expect(answer).toEqual({ kind: 'done', value: 'HERE' });
    expect(opened).toEqual(['https://example.com/settings']);
    expect(terminal.err.text).toContain('    ! your part: the switch of the identity source\n');
    expect(terminal.err.text).toContain('      https://example.com/settings\n      1. Open');
    expect(terminal.err.text).not.toContain('--identity-source-done');
    expect(terminal.err.text).toContain('  If nothing opens, use the link above.\n');
  });

  it('says nothing of the link to somebody who does not open it', async () => {
    const ask = new ScriptedAsk(['Open this page', false], ['Portal URL', 'here']);
    const { terminal, opened, handOver } = meet(ask);
    await handOver({ ...portal, link: 'https://example.com/settings' });
    expect(opened).toEqual([]);
    expect(terminal.err.text).not.toContain('If nothing opens');
  });

  it('goes on when no browser can be opened', async () => {
    const ask = new ScriptedAsk(['Open this page', true], ['Portal URL', 'here']);
    const openLink = () => Promise.reject(new Error('spawn xdg-open ENOENT'));
    const { terminal, handOver } = meet(ask, { openLink });
    expect(await handOver({ ...portal, link: 'https://example.com' })).toMatchObject({
      kind: 'done',
    });
    expect(terminal.err.text).toContain('  No browser could be opened. Open the link above');
    expect(terminal.err.text).not.toContain('ENOENT');
  });

  it.each(['', 'later', 'Later'])('is left for later by %j', async (typed) => {
    const { terminal, handOver } = meet(new ScriptedAsk(['Portal URL', typed]));
    expect(await handOver(portal)).toEqual({ kind: 'waiting' });
    // The run says what comes of it, once.
    expect(terminal.err.text).not.toMatch(/later/i);
  });

  it.each([
    ['without a proposal', {}, 'It is on the page. Enter alone puts it off.'],
    ['with one', { propose: 'https://a' }, 'It is on the page. Type "later" to put it off.'],
    ['unless it is told', { where: 'Enter puts it off.' }, 'Enter puts it off.'],
    ['or asked', { question: 'Portal URL (Enter: later)' }, 'It is on the page.'],
  ])('says how to put it off, %s', async (_what, part, where) => {
    const ask = new ScriptedAsk(['Portal URL', 'a']);
    await meet(ask).handOver({ ...portal, ask: { ...portal.ask, ...part } });
    expect(ask.questions[0]?.where).toBe(where);
  });

  it('asks for a secret behind dots', async () => {
    const ask = new ScriptedAsk(['Portal URL', 'token']);
    const { handOver } = meet(ask);
    const secret = { ...portal.ask, secret: true as const };
    await handOver({ ...portal, ask: secret });
    expect(ask.asked).toEqual(['secret: Portal URL']);
  });
});

describe('consent', () => {
  const notes = [
    { level: 'warning', text: 'everyone is affected', next: 'Tell them.' },
    { level: 'info', text: 'you are not' },
  ] as const;
  const switching = { ...portal, consent: { notes, type: 'switch' } };

  it('comes before the instructions', async () => {
    const ask = new ScriptedAsk(['switch', true], ['Portal URL', 'x']);
    expect(await meet(ask).handOver(switching)).toMatchObject({ kind: 'done' });
    expect(ask.asked).toEqual(['typeWord: switch', 'text: Portal URL']);
  });

  it('refused declines the handover, with nothing shown', async () => {
    const { terminal, handOver } = meet(new ScriptedAsk(['switch', false]));
    expect(await handOver(switching)).toEqual({
      kind: 'declined',
      why: 'it was not agreed to at the terminal',
    });
    expect(terminal.err.text).toBe('');
  });

  it('is asked under the notes of the step where the run was too quiet to show them', async () => {
    const terminal = screen({ tty: true, color: false, quiet: true });
    const ask = new ScriptedAsk(['switch', false]);
    const openLink = async () => {};
    await personAtTerminal(terminal, { openLink, ask }).handOver(switching);
    expect(terminal.err.text).toBe(`\
      ▲ everyone is affected
        Tell them.
      · you are not
`);
  });
});

describe('a downloaded file', () => {
  const downloads = () =>
    files({ path: '/dl/photo.png', text: '' }, { path: '/dl/aws.xml', text: '<x/>' });

  it('that looks right is offered in place of the open question', async () => {
    const ask = new ScriptedAsk(['Path', openUntilTaken], ['Take it?', true]);
    const { terminal, handOver } = meet(ask, { watchDownloads: downloads });
    expect(await handOver(file)).toEqual({ kind: 'done', value: '/DL/AWS.XML' });
    expect(terminal.err.text).toContain('A new file is there: /dl/aws.xml\n');
    expect(terminal.err.text).not.toContain('photo.png');
  });

  it('that is not wanted leaves the question open', async () => {
    const ask = new ScriptedAsk(['Path', openUntilTaken], ['Take it?', false], ['Path', 'mine']);
    const { handOver } = meet(ask, { watchDownloads: downloads });
    expect(await handOver(file)).toEqual({ kind: 'done', value: 'MINE' });
    expect(ask.unused).toEqual([]);
  });

  it('that does not read says why, and the question is asked again', async () => {
    const read = (text: string) => {
      if (text.endsWith('.xml')) throw new ExpectedError({ what: 'it is not metadata' });
      return text;
    };
    const ask = new ScriptedAsk(['Path', openUntilTaken], ['Take it?', true], ['Path', 'typed']);
    const { terminal, handOver } = meet(ask, { watchDownloads: downloads });
    const answer = await handOver({ ...file, ask: { ...file.ask, read } });
    expect(answer).toEqual({ kind: 'done', value: 'typed' });
    expect(terminal.err.text).toContain('error: it is not metadata');
  });

  it('is not waited for when the question asks for none, and no longer after the answer', async () => {
    let stopped: AbortSignal | undefined;
    const watchDownloads = (signal: AbortSignal) => {
      stopped = signal;
      return files();
    };
    await meet(new ScriptedAsk(['Portal URL', 'x']), { watchDownloads }).handOver(portal);
    expect(stopped).toBeUndefined();
    await meet(new ScriptedAsk(['Path', 'x']), { watchDownloads }).handOver(file);
    expect(stopped?.aborted).toBe(true);
  });

  it('whose watch fails stops nothing', async () => {
    const watchDownloads = async function* (): AsyncGenerator<NewFile> {
      yield* [];
      throw new Error('no such folder');
    };
    const { handOver } = meet(new ScriptedAsk(['Path', 'typed']), { watchDownloads });
    expect(await handOver(file)).toEqual({ kind: 'done', value: 'TYPED' });
  });
});
