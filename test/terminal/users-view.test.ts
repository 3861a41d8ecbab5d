import { expect, test } from 'vitest';
import type { PersonRow, UsersReport } from '../../src/terminal/users-report.js';
import { countsText, usersLines } from '../../src/terminal/users-view.js';
import { screen, tooWide } from './screen.js';

const reason = { sentence: 'Why.', problems: 0, fine: false };

const report: UsersReport = {
  target: { authentik: '2026.2.2 at https://auth.example.com', AWS: 'account 111122223333' },
  scope: { kind: 'bindings', inWords: 'members of the group "aws-users"' },
  remarks: ['Direct members count.'],
  reasons: [
    { ...reason, reason: 'can-sign-in', label: 'can sign in', people: 12_345, fine: true },
    {
      ...{ ...reason, reason: 'no-email', label: 'no e-mail address', people: 3, problems: 3 },
      remedy: 'Give them one.',
    },
    {
      ...{ ...reason, reason: 'deactivated', label: 'deactivated', people: 20, problems: 1 },
      remedy: 'Disable them in AWS too.',
    },
    { ...reason, reason: 'service-account', label: 'service account', people: 2 },
  ],
};

const persons: Record<string, PersonRow[]> = {
  'no-email': [{ username: 'bob', email: '' }, { username: 'ci-bot' }],
  deactivated: [
    { username: 'carol', email: 'carol@example.com', awsUserName: 'Carol@example.com' },
  ],
};

function shown(changed: Partial<UsersReport> = {}, rows = persons): string {
  const terminal = screen();
  const lines = usersLines({ ...report, ...changed }, (row) => rows[row.reason] ?? [], terminal);
  return [...lines].join('\n');
}

test('counts by reason, then the problems, and what to do about each once', () => {
  expect(shown()).toMatchInlineSnapshot(`
    "authentik   2026.2.2 at https://auth.example.com
    AWS         account 111122223333
    in scope    members of the group "aws-users"
      Direct members count.

    Who can sign in to AWS
      ✓ 12,345   can sign in
      ✖      3   no e-mail address
      ✖     20   deactivated   (1 of them still enabled in AWS)
      ·      2   service account

    no e-mail address   (3)
        bob
        ci-bot
        … and 1 more
      → Give them one.

    deactivated   (1)
        carol        <carol@example.com>   AWS: Carol@example.com
      → Disable them in AWS too.

    12,345 people can sign in, 4 problems."
  `);
});

test('whoever can sign in may have to know something all the same', () => {
  const takenOver = { ...reason, reason: 'taken-over', label: 'taken over', people: 7 };
  const text = shown({ reasons: [{ ...takenOver, fine: true, remedy: 'Compare names.' }] });
  expect(text).toContain('taken over   (7)\n  → Compare names.');
  expect(text).not.toContain('more');
});

test('names from outside steer nothing and forge no line', () => {
  const username = 'eve\u001b[2J\n  ✓ 1   can sign in';
  const email = `\u202e${'x'.repeat(300)}@example.com`;
  const text = shown({}, { 'no-email': [{ username, email, detail: 'holds white space' }] });
  expect(text).toContain('    eve\\x1b[2J ✓ 1 can sign in');
  expect(text).toContain('\\u{202e}');
  expect(text.split('\n').filter((line) => line.trim() === '✓ 1   can sign in')).toEqual([]);
});

test('the scope is shown as harmlessly', () => {
  const inWords = 'members of the group "\u001b]0;x\u0007"';
  expect(shown({ scope: { kind: 'bindings', inWords } })).toContain('\\x1b]0;x\\x07');
});

test('fits 80 columns', () => {
  expect(tooWide(shown())).toEqual([]);
});

test('the counts alone go with a list for machines', () => {
  expect(countsText(report, screen()).split('\n')).toEqual([
    '  ✓ 12,345   can sign in',
    '  ✖      3   no e-mail address',
    '  ✖     20   deactivated   (1 of them still enabled in AWS)',
    '  ·      2   service account',
    '12,345 people can sign in, 4 problems.',
  ]);
});
