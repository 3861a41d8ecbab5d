import { beforeEach, expect, test } from 'vitest';
import { openStage, type Stage } from './stage.js';

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});

const head =
  'reason,problem,authentik_pk,authentik_username,authentik_email,aws_user_name,aws_enabled,detail';

test('one line a person on stdout, the counts on stderr', async () => {
  const { code, stdout, stderr } = await stage.run(['users', '--csv']);
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toBe(head);
  expect(lines).toHaveLength(5);
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^can-sign-in,no,\d+,akadmin,admin@example\.com,admin@example\.com,yes,$/,
    ),
  );
  expect(stderr).toContain('1 person can sign in, 2 problems.');
});

test('problems alone, with the exit code that says so', async () => {
  const { code, stdout } = await stage.run(['users', '--csv', '--problems']);
  expect(code).toBe(1);
  expect(stdout.match(/^[\w-]+,(?:yes|no)/gm)).toEqual(['not-in-aws,yes', 'no-email,yes']);
});

test('names that mean to be formulas, lines or escapes are none', async () => {
  const names = ['=HYPERLINK("http://x.example.com")', 'a,"b"', '@cmd', '+1', '\u001b[2Jx'];
  for (const username of names) {
    await stage.call('POST', '/core/users/', { username, name: 'x', email: '' });
  }
  const { stdout } = await stage.run(['users', '--csv', '--problems']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(1 + 2 + names.length);
  const cells = lines.map((line) => line.replace(/^no-email,yes,\d+,/, '').replace(/,,,,$/, ''));
  expect(cells).toEqual(
    expect.arrayContaining([
      `"'=HYPERLINK(""http://x.example.com"")"`,
      '"a,""b"""',
      `'@cmd`,
      `'+1`,
      '\\x1b[2Jx',
    ]),
  );
});

test('cannot be had together with --json', async () => {
  const { code, stderr } = await stage.run(['users', '--csv', '--json']);
  expect(code).toBe(64);
  expect(stderr).toContain('--csv');
});
