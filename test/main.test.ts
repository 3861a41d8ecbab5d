import { expect, test } from 'vitest';
import { exitCodes } from '../src/basics/exit-codes.js';
import { oneLine, runProgram } from './commands/run-program.js';
import { readError } from './commands/seen-plan.js';

test.each(['--help', 'help', 'help setup', 'setup --help', 'plan -h'])(
  'help goes to stdout: %s',
  async (words) => {
    const { code, stdout, stderr } = await runProgram(words.split(' '));
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: authentik-aws/);
  },
);

test.each([
  ...['setup', 'plan', 'status', 'doctor', 'users', 'grant', 'reconcile', 'undo', 'sandbox'],
  ...['rotate certificate', 'rotate scim-token', 'sandbox sign-in'],
])('help %s is the same as --help, and fits 80 columns', async (command) => {
  const [asTopic, asFlag] = await Promise.all([
    runProgram(['help', ...command.split(' ')]),
    runProgram([...command.split(' '), '--help']),
  ]);
  expect(asTopic).toEqual(asFlag);
  expect(asTopic.stdout).toMatch(new RegExp(`^Usage: authentik-aws ${command}`));
  expect(asTopic.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  ['users --group x', 'users'],
  ['rotate certificate --nonsense', 'rotate certificate'],
  ['sandbox sign-in', 'sandbox sign-in'],
  ['--nonsense', 'setup'],
])('a wrong use of %s points to the help of that command', async (words, command) => {
  const { code, stderr } = await runProgram(words.split(' '));
  expect(code).toBe(64);
  expect(oneLine(stderr)).toContain(`authentik-aws ${command} --help`);
});

test.each(['--version', '-V'])('%s prints the version alone', async (flag) => {
  const { code, stdout, stderr } = await runProgram([flag]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('help exit-codes lists every exit code with what it means', async () => {
  const { stdout } = await runProgram(['help', 'exit-codes']);
  for (const { code, means } of Object.values(exitCodes)) {
    expect(oneLine(stdout)).toContain(`${code} ${means}`);
  }
});

test('help steps lists the steps in the order of the guide', async () => {
  const { code, stdout } = await runProgram(['help', 'steps']);
  expect(code).toBe(0);
  const places = ['service provider metadata', 'signing certificate', 'SAML provider', 'sign in'];
  const found = places.map((title) => stdout.indexOf(title));
  expect(found.every((place) => place >= 0)).toBe(true);
  expect([...found].sort((a, b) => a - b)).toEqual(found);
});

test.each([
  [['setup', '--nonsense'], "unknown option '--nonsense'"],
  [['setup', '--plam'], "unknown option '--plam'"],
  [['setup', '--region'], "option '--region <region>' argument missing"],
  [['plan', 'everything'], 'too many arguments'],
  [['help', 'nonsense'], 'There is no help on "nonsense"'],
  [['sandbox', '--only', 'azure'], 'Allowed choices are authentik, aws'],
  [['sandbox', '--aws-port', '70000'], '--aws-port takes a port from 0 to 65535'],
  [['sandbox', 'sign-in'], '--user'],
  [['rotate'], 'authentik-aws rotate certificate authentik-aws rotate scim-token'],
  [['rotate', 'everything'], 'There is no command "everything"'],
])('wrong usage ends with 64 and says what is wrong: %j', async (argv, told) => {
  const { code, stdout, stderr } = await runProgram(argv);
  expect([code, stdout]).toEqual([64, '']);
  expect(oneLine(stderr)).toContain(told);
  expect(stderr).not.toContain('This is a bug');
});

test('a wrong use is one object under --json as well', async () => {
  const { code, stdout } = await runProgram(['plan', '--json', '--nonsense']);
  const { kind, exit } = readError(stdout);
  expect([code, kind, exit]).toEqual([64, 'expected', { reason: 'usage', code: 64 }]);
});

test('a word that is no command is told from one that was mistyped', async () => {
  const { code, stderr } = await runProgram(['stauts']);
  expect(code).toBe(64);
  expect(stderr).toContain('stauts');
});
