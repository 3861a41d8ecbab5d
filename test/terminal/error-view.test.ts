import { describe, expect, it } from 'vitest';
import { Cancelled, ExpectedError, OutsideError } from '../../src/basics/errors.js';
import { Secret } from '../../src/basics/secret.js';
import { errorJson, errorText } from '../../src/terminal/error-view.js';
import { screen, tooWide } from './screen.js';

const about = { version: '1.2.3', node: 'v20.20.2', platform: 'linux x64' };

const unreachable = new OutsideError({
  what: 'https://auth.example.com cannot be reached',
  why: 'the connection was refused, which usually means that nothing listens there or that a proxy is needed',
  next: ['authentik-aws doctor', 'Set HTTPS_PROXY if this machine needs a proxy.'],
  cause: new Error('connect ECONNREFUSED 192.0.2.1:443', { cause: 'ECONNREFUSED' }),
});

describe('errorText', () => {
  it('says what happened, why, and what to do next', () => {
    const text = errorText(unreachable, screen());
    expect(text).toBe(`\
error: https://auth.example.com cannot be reached
  the connection was refused, which usually means that nothing listens there or
  that a proxy is needed
  authentik-aws doctor
  Set HTTPS_PROXY if this machine needs a proxy.`);
    expect(tooWide(text)).toEqual([]);
  });

  it('lets each of several remedies be seen to begin', () => {
    const next = [
      '--region: This is not the code of an AWS Region. Write it as in eu-central-1, please.',
      '--certificate-days: This number is too small.',
    ];
    expect(
      errorText(new ExpectedError({ what: '2 inputs cannot be used', next }), screen()),
    ).toBe(`\
error: 2 inputs cannot be used
  --region: This is not the code of an AWS Region. Write it as in
    eu-central-1, please.
  --certificate-days: This number is too small.`);
  });

  it('shows under --verbose what lay beneath, a cause that leads to itself included', () => {
    const text = errorText(unreachable, screen({ verbose: true }));
    expect(text).toContain('  caused by: connect ECONNREFUSED 192.0.2.1:443\n');
    expect(text).toContain('  caused by: ECONNREFUSED\n');
    const ring = new Error('ring');
    ring.cause = ring;
    const endless = new ExpectedError({ what: 'it went round', cause: ring });
    expect(errorText(endless, screen({ verbose: true })).split('\n').length).toBeLessThan(10);
  });

  it('calls a bug a bug and says how to report it', () => {
    expect(errorText(new TypeError('x is not a function'), screen(), about)).toBe(`\
error: x is not a function
  This is a bug in authentik-aws, not a mistake of yours.
  Run it again with --verbose and report what it says then, with what you ran.
  authentik-aws 1.2.3, Node v20.20.2, linux x64`);
  });

  it('shows the stack and where to report under --verbose', () => {
    const issues = 'https://example.com/issues';
    const verbose = screen({ verbose: true });
    const text = errorText(new TypeError('x'), verbose, { ...about, issues });
    expect(text).toContain('error-view.test.ts');
    expect(text).toContain(`  ${issues}\n`);
  });

  it('takes its version from the package, and whatever was thrown', () => {
    const text = errorText('just words', screen());
    expect(text).toContain('error: just words\n');
    expect(text).toMatch(/authentik-aws \d+\.\d+\.\d+, Node v\d+/);
  });

  it('needs one line for somebody who stopped it', () => {
    const stop = new Cancelled({
      what: 'Stopped',
      next: 'authentik-aws setup',
      exit: 'interrupted',
    });
    expect(errorText(stop, screen())).toBe('Stopped.\n  authentik-aws setup');
  });

  it('hides secrets, in the stack as well, and disarms the rest', () => {
    new Secret('canary-token-1');
    const error = new Error('refused canary-token-1\x1b[2J');
    const text = errorText(error, screen({ verbose: true }), about);
    expect(text).toContain('refused ••••••\\x1b[2J');
    expect(text).not.toContain('canary');
    expect(text).not.toContain('\x1b');
  });
});

describe('errorJson', () => {
  it('has the three parts, the kind and the exit code', () => {
    expect(JSON.parse(errorJson(unreachable))).toEqual({
      format: 'authentik-aws/error',
      version: 1,
      kind: 'outside',
      what: 'https://auth.example.com cannot be reached',
      why: unreachable.why,
      next: unreachable.next,
      exit: { reason: 'failed', code: 1 },
    });
  });

  it.each([
    [new ExpectedError({ what: 'locked', exit: 'locked' }), 'expected', 5],
    [new Cancelled({ what: 'stopped', exit: 'interrupted' }), 'cancelled', 130],
    [new TypeError('x'), 'bug', 1],
  ])('tells %s apart', (error, kind, code) => {
    expect(JSON.parse(errorJson(error))).toMatchObject({ kind, exit: { code }, next: [] });
  });

  it('hides secrets', () => {
    new Secret('canary-token-2');
    expect(errorJson(new Error('refused canary-token-2'))).not.toContain('canary');
  });
});
