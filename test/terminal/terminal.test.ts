import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/basics/secret.js';
import { jsonText } from '../../src/terminal/printable.js';
import { screen } from './screen.js';

describe('the streams', () => {
  it('keeps results on stdout and talk on stderr, each with its line ended', () => {
    const terminal = screen();
    terminal.result('the plan');
    terminal.say('looking');
    terminal.insist('over to you');
    terminal.debug('GET /api/v3/');
    expect(terminal.out.text).toBe('the plan\n');
    expect(terminal.err.text).toBe('looking\nover to you\n');
  });

  it('leaves under --quiet what a person must know', () => {
    const terminal = screen({ quiet: true });
    terminal.say('looking');
    terminal.insist('over to you');
    terminal.result('the plan');
    expect(terminal.err.text).toBe('over to you\n');
    expect(terminal.out.text).toBe('the plan\n');
  });

  it('keeps one empty line apart, whatever was written before', () => {
    const terminal = screen();
    terminal.gap();
    terminal.say('the plan\n');
    terminal.gap();
    terminal.say('looking');
    terminal.gap();
    terminal.gap();
    terminal.prompting.write('? Go ahead? Yes\n');
    terminal.gap();
    expect(terminal.err.text).toBe('the plan\n\nlooking\n\n? Go ahead? Yes\n\n');
    const quiet = screen({ quiet: true });
    quiet.insist('over to you');
    quiet.gap();
    expect(quiet.err.text).toBe('over to you\n');
  });

  it('debugs under --verbose', () => {
    const terminal = screen({ verbose: true });
    terminal.debug('GET /api/v3/');
    expect(terminal.err.text).toBe('GET /api/v3/\n');
  });

  it('goes on when the reader of stdout goes away, and does not hide other failures', () => {
    const terminal = screen();
    terminal.out.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    terminal.result('nobody reads this');
    expect(terminal.out.text).toBe('');
    const full = Object.assign(new Error('disk full'), { code: 'ENOSPC' });
    expect(() => terminal.err.emit('error', full)).toThrow('disk full');
  });
});

describe('the guards', () => {
  it('hides secrets in every form, on both streams', () => {
    const terminal = screen({ verbose: true });
    const secret = new Secret('canary/value+1');
    for (const form of [
      secret.reveal(),
      encodeURIComponent(secret.reveal()),
      btoa(secret.reveal()),
    ]) {
      terminal.result(form);
      terminal.say(form);
      terminal.debug(form);
    }
    const written = terminal.out.text + terminal.err.text;
    expect(written.replaceAll(/[•=\n]/g, '')).toBe('');
  });

  it('lets no escape through, whoever wrote it', () => {
    const terminal = screen({ color: true });
    terminal.say(`user ${terminal.style.red('bob')}\x1b]52;c;cm0=\x07\x1b[2J`);
    expect(terminal.err.text).toBe('user \x1b[31mbob\x1b[39m\\x1b]52;c;cm0=\\x07\\x1b[2J\n');
  });

  it('writes no escape byte under NO_COLOR, the progress line included', () => {
    const terminal = screen({ tty: true, env: { NO_COLOR: '1', LANG: 'C.UTF-8' } });
    terminal.progress('looking');
    terminal.say(terminal.style.bold('done'));
    terminal.result(terminal.style.green('done'));
    expect(terminal.err.text + terminal.out.text).not.toContain('\x1b');
  });

  it('writes signs in ASCII where only that shows, and leaves JSON its values', () => {
    const env = { LANG: 'C' };
    const plain = screen({ env });
    plain.say('Actions → Enable …');
    expect(plain.err.text).toBe('Actions -> Enable ...\n');
    const data = screen({ env, json: true });
    data.result(jsonText({ click: 'Actions → Enable' }));
    expect(JSON.parse(data.out.text)).toEqual({ click: 'Actions → Enable' });
  });

  it('cleans a text before it is measured', () => {
    const terminal = screen({ env: { LANG: 'C' } });
    expect(terminal.clean('a\n✓ b\x1b[0m')).toBe('a v b\\x1b[0m');
  });
});

describe('colour', () => {
  it('styles for the stream that has it and not for the pipe beside it', () => {
    const terminal = screen({ color: true });
    expect(terminal.style.bold('x')).toBe('\x1b[1mx\x1b[22m');
    expect(screen({ color: false, tty: true }).style.bold('x')).toBe('x');
  });
});

describe('the width', () => {
  it.each([
    ['unknown', screen(), 80],
    ['usual', screen({ tty: true, columns: 80 }), 80],
    ['very wide', screen({ tty: true, columns: 250 }), 100],
    ['very narrow', screen({ tty: true, columns: 20 }), 40],
    ['not told by the terminal', screen({ tty: true, columns: 0 }), 80],
  ])('%s', (_what, terminal, width) => {
    expect(terminal.width).toBe(width);
  });
});

describe('progress', () => {
  it('rewrites one line and takes it away before anything else is said', () => {
    const terminal = screen({ tty: true });
    terminal.progress('12 users');
    terminal.progress('14 users');
    terminal.say('in step');
    const gone = `\r${' '.repeat(8)}\r`;
    expect(terminal.err.text).toBe(`12 users${gone}14 users${gone}in step\n`);
  });

  it('never reaches the last column, whatever the text', () => {
    const terminal = screen({ tty: true, columns: 40 });
    terminal.progress('田中'.repeat(30));
    expect(terminal.err.text).toBe(`${'田中'.repeat(9)}田`);
  });

  it('writes nothing to a pipe, a dumb terminal, or under --quiet', () => {
    const silent = [
      screen(),
      screen({ tty: true, env: { TERM: 'dumb' } }),
      screen({ tty: true, quiet: true }),
    ];
    for (const terminal of silent) {
      terminal.progress('12 users');
      terminal.progress(undefined);
      expect(terminal.err.text).toBe('');
    }
  });
});
