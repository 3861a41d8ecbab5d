import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/engine/events.js';
import { duration, runListener } from '../../src/terminal/run-view.js';
import { waiting } from './example-events.js';
import { instance, metadata, provider, scim, signIn, source } from './example-plan.js';
import { type Screen, screen, tooWide } from './screen.js';

function play(terminal: Screen, ...events: RunEvent[]): string {
  const listener = runListener(terminal);
  for (const event of events) listener(event);
  return terminal.err.text;
}

const change = { action: 'create', object: 'SAML provider "AWS"' } as const;

describe('runListener', () => {
  it('tells a run as it goes', () => {
    const told = play(
      screen(),
      { kind: 'step-begins', step: instance, at: 1, of: 15 },
      { kind: 'in-place', step: instance },
      { kind: 'step-begins', step: provider, at: 3, of: 15 },
      { kind: 'changed', step: provider, change },
      { kind: 'changed', step: provider, change: { action: 'delete', object: 'mapping "old"' } },
      { kind: 'step-done', step: provider, milliseconds: 900 },
      { kind: 'step-begins', step: metadata, at: 4, of: 15 },
      { kind: 'note', step: metadata, note: { level: 'info', text: 'Only HTTP-POST is offered' } },
      { kind: 'step-done', step: metadata, milliseconds: 100 },
      { kind: 'later', step: scim, after: [metadata.id, provider.id] },
      { kind: 'later', step: signIn, after: ['scim-mapping'] },
    );
    expect(told).toBe(`\
[1/15] Find the IAM Identity Center instance                                 AWS
      ✓ in place
[3/15] Set up the SAML provider                                        authentik
      ✓ SAML provider "AWS" created
      - mapping "old" deleted   0.9 s
[4/15] Get the service provider metadata of AWS          you, in the AWS console
      · Only HTTP-POST is offered
      ✓ done
· 4 Set up the SCIM provider   comes after steps 3 and 2
· 5 Find the first sign-in   comes after scim-mapping
`);
  });

  it('begins after an empty line, and makes no second one', () => {
    const terminal = screen();
    terminal.say('the plan');
    play(terminal, { kind: 'step-begins', step: instance, at: 1, of: 2 });
    expect(terminal.err.text).toMatch(/^the plan\n\n\[1\/2\] /);
    const spaced = screen();
    spaced.say('the plan\n');
    play(spaced, { kind: 'step-begins', step: instance, at: 1, of: 2 });
    expect(spaced.err.text).toMatch(/^the plan\n\n\[1\/2\] /);
  });

  it('puts the place, and what a step waits for, on lines of their own at 60 columns', () => {
    const told = play(
      screen({ tty: true, columns: 60, color: false }),
      { kind: 'step-begins', step: metadata, at: 1, of: 15 },
      {
        kind: 'later',
        step: { ...provider, title: 'Learn the URL of the AWS access portal' },
        after: [metadata.id],
      },
    );
    expect(told).toBe(`\
[1/15] Get the service provider metadata of AWS
      you, in the AWS console
· 2 Learn the URL of the AWS access portal
    comes after step 1
`);
  });

  it('says in full what a person has to do', () => {
    const terminal = screen({ quiet: true });
    const told = play(
      terminal,
      { kind: 'waiting', step: source, waiting },
      { kind: 'declined', step: source, why: 'it was not agreed to' },
    );
    expect(told).toBe(`\
    ! waiting for: the switch of the identity source
      ${waiting.link}
      1. Open the link: Settings, tab "Identity source", Actions → "Change
         identity source".
      2. Choose "Next", read the list, type ACCEPT, and choose "Change identity
         source".
      IdP SAML metadata   /home/alice/aws/authentik-metadata.xml
      Then run the same command again, and bring it with
        --accept-identity-source
          once you agree to it
        --identity-source-done ssoins-72238b1d6b1b6a4b
          once it is done
      ✖ declined: it was not agreed to
`);
    expect(tooWide(told)).toEqual([]);
  });

  it('says only the way back to somebody who has just read what to do', () => {
    const told = play(screen({ tty: true, color: false }), {
      kind: 'waiting',
      step: source,
      waiting,
    });
    expect(told).toBe(`\
    ! left for later: the switch of the identity source
      The same command asks for it again, or takes it from
        --accept-identity-source
          once you agree to it
        --identity-source-done ssoins-72238b1d6b1b6a4b
          once it is done
`);
  });

  it('is silent under --quiet about what only informs', () => {
    const told = play(
      screen({ quiet: true, tty: true, color: false }),
      { kind: 'step-begins', step: provider, at: 1, of: 2 },
      { kind: 'progress', step: provider, text: 'reading' },
      { kind: 'changed', step: provider, change },
      { kind: 'note', step: provider, note: { level: 'warning', text: 'certificate ends soon' } },
      { kind: 'note', step: provider, note: { level: 'blocking', text: 'no such mapping' } },
      { kind: 'step-done', step: provider, milliseconds: 9000 },
    );
    expect(told).toBe('      ✖ no such mapping\n');
  });

  it('moves only the progress line, and only on a terminal', () => {
    const events: RunEvent[] = [
      { kind: 'progress', step: provider, text: '3 of 14 users' },
      { kind: 'step-done', step: provider, milliseconds: 61_000 },
    ];
    expect(play(screen(), ...events)).toBe('      ✓ done   1 min 1 s\n');
    const moved = `      3 of 14 users\r${' '.repeat(19)}\r`;
    expect(play(screen({ tty: true, color: false }), ...events)).toBe(
      `${moved}      ✓ done   1 min 1 s\n`,
    );
  });

  it('shows an object of another system as text, never as orders', () => {
    const hostile = {
      action: 'create',
      object: 'group "\x1b]0;owned\x07\n[9/9] All done"',
    } as const;
    const told = play(
      screen({ color: true }),
      { kind: 'changed', step: provider, change: hostile },
      { kind: 'step-done', step: provider, milliseconds: 1 },
    );
    expect(told).toContain('group "\\x1b]0;owned\\x07 [9/9] All done" created');
  });
});

describe('duration', () => {
  it.each([
    [549, '0.5 s'],
    [9_940, '9.9 s'],
    [12_400, '12 s'],
    [59_600, '1 min'],
    [125_000, '2 min 5 s'],
  ])('%d ms', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});
