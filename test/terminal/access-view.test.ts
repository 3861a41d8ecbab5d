import { expect, test } from 'vitest';
import { accessLines, type ShownAccess } from '../../src/terminal/access-view.js';
import { screen, tooWide } from './screen.js';

const target = { AWS: 'account 111122223333, eu-central-1', instance: 'ssoins-1234567890abcdef' };

function row(account: string, set: string, name: string | undefined): ShownAccess {
  const principal = { type: 'GROUP', id: 'g-1', name } as const;
  return {
    account: { id: '111122223333', name: account },
    permissionSet: { name: set },
    principal,
  };
}

function textOf(rows: readonly ShownAccess[], columns = 80): string {
  return [...accessLines(target, rows, screen({ tty: true, columns, color: false }))].join('\n');
}

test('an account and a permission set are named once', () => {
  const text = textOf([
    row('dev', 'Admin', 'a'),
    row('dev', 'Admin', 'b'),
    row('dev', 'View', 'a'),
  ]);
  expect(text.split('\n').slice(2)).toEqual([
    '',
    'dev (111122223333)',
    '    Admin   group a',
    '            group b',
    '    View    group a',
    '',
    '3 assignments in 1 account.',
  ]);
});

test.each([80, 60, 40])('long names stay within %d columns', (columns) => {
  const name = 'people of the department for everything that is long';
  const text = textOf([row('dev', 'S'.repeat(32), name), row('dev', 'View', undefined)], columns);
  expect(tooWide(text, columns)).toEqual([]);
});

test('names from outside cannot steer the terminal', () => {
  const text = textOf([row('dev\u001b[2J', 'View\n', 'crew\u202e')]);
  expect(text).toContain('dev\\x1b[2J (111122223333)');
  expect(text).toContain('crew\\u{202e}');
});
