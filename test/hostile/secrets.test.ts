import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { unattended } from '../commands/stage.js';
import { type CommandLine, commandLines, commandsOfTheProgram } from './command-lines.js';
import { faultsFor } from './echoes.js';
import { openSecretStage, type SecretStage, startSecretStage } from './secret-stage.js';

let opened: SecretStage;

beforeAll(async () => {
  opened = await startSecretStage();
});

afterEach(() => opened.fail());

afterAll(() => opened.stage.close());

test('every command of the program is searched', () => {
  const searched = new Set(commandLines.map(({ command }) => command));
  expect([...searched].sort()).toEqual(commandsOfTheProgram().sort());
});

/** The ways to run a command; a table for spreadsheets is never JSON. */
function mannersOf({ alone, words }: CommandLine): string[][] {
  if (alone) return [[]];
  const loud = [['--verbose'], ['--verbose', '--quiet']];
  return words.includes('--csv') ? loud : [...loud, ['--verbose', '--json']];
}

test.each(commandLines)('no secret comes out of $command $words', async (line) => {
  const { stage, env, leaks } = opened;
  const more = line.flags?.(stage) ?? [];
  for (const manner of mannersOf(line)) {
    const argv = [...line.command.split(' '), ...line.words, ...more, ...manner];
    const ran = await stage.run(argv, { env });
    expect(ran.stdout + ran.stderr, argv.join(' ')).not.toBe('');
    expect(ran.stderr).not.toContain('This is a bug');
    expect(leaks(ran), argv.join(' ')).toEqual([]);
  }
});

test('no secret comes out of a plan that meets a server which repeats it', async () => {
  const { stage, env, leaks, secrets } = opened;
  for (const fault of faultsFor(Object.values(secrets))) {
    opened.fail(fault);
    const ran = await stage.run(['plan', '--scim', '--verbose', '--json'], { env });
    expect(leaks(ran), fault.name).toEqual([]);
    expect(ran.stderr, fault.name).not.toContain('This is a bug');
    expect([1, 4].includes(ran.code), `${fault.name}: ${ran.code}`).toBe(!fault.onlyWrites);
  }
});

test('no secret comes out of a whole run, its state, its backup and its files', async () => {
  const { stage, env, leaks } = await openSecretStage();
  const { AUTHENTIK_AWS_SCIM_TOKEN: _none, ...aws } = env;
  for (const more of [[], ['--json'], ['--group', 'aws-users']]) {
    const argv = [...unattended, '--scim', '--group', 'aws-users', '--verbose', ...more];
    const ran = await stage.run(argv, { env: aws });
    expect(ran.code, ran.stderr).toBe(0);
    const [provider] = await stage.list('/providers/scim/');
    const scimToken = String(provider?.token);
    expect(scimToken.length).toBeGreaterThan(20);
    expect(leaks(ran, { 'SCIM token of AWS': scimToken })).toEqual([]);
  }
});
