import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { flagName } from '../../src/settings/flag-name.js';
import { type AnyInput, allInputs, inputsFor, variablesOf } from '../../src/settings/inputs.js';
import { oneLine, runProgram, temporaryFolder } from '../commands/run-program.js';
import { commandsOfTheProgram } from './command-lines.js';
import { flagWords, textsOf, tokens } from './input-samples.js';

/** What lets a command end once its inputs are settled, where missing ones do not. */
const endings: Readonly<Record<string, readonly string[]>> = {
  sandbox: ['--aws-port', '70000'],
  'sandbox sign-in': ['--user', 'nobody', '--password-file', 'absent'],
};

/** A path may hold it on a command line of the tests; an environment cannot. */
const NUL = '\0';

const folder = temporaryFolder();
const cwd = join(folder.path, 'here');
const tokenFile = join(folder.path, 'token');
const commands = commandsOfTheProgram();

/** Inputs that a command of the program takes; the table may know commands that are to come. */
const reachable = allInputs.filter((input) => input.commands.some((one) => commands.includes(one)));

beforeAll(() => writeFileSync(tokenFile, `${tokens.first}\n`));

beforeEach(() => {
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd);
});

afterAll(() => folder.remove());

interface Given {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly dotenv?: Readonly<Record<string, string>>;
}

function commandOf(input: AnyInput): string {
  const command = input.commands.find((one) => commands.includes(one));
  if (command === undefined) throw new Error(`no command takes ${input.flag}`);
  return command;
}

/** Runs a command with these inputs and no others; it ends for want of the rest. */
async function run(command: string, { flags = [], env = {}, dotenv = {} }: Given) {
  const lines = Object.entries(dotenv).map(([name, value]) => `${name}='${value}'`);
  writeFileSync(join(cwd, '.env'), lines.join('\n'));
  const argv = [...command.split(' '), ...(endings[command] ?? []), ...flags];
  return runProgram(argv, { env, cwd });
}

/** What `--verbose` says of an input: `eu-central-1 (flag)`; undefined when it is silent. */
async function shown(command: string, input: AnyInput, given: Given): Promise<string | undefined> {
  const flags = input.key === 'verbose' ? given.flags : [...(given.flags ?? []), '--verbose'];
  const { stderr } = await run(command, { ...given, flags: flags ?? [] });
  expect(stderr).not.toContain('This is a bug');
  const head = `--${flagName(input.flag)}: `;
  const line = stderr.split('\n').find((each) => each.startsWith(head));
  return line?.slice(head.length);
}

describe.each(reachable.map((input) => [input.flag, input] as const))('%s', (_flag, input) => {
  const { first, second } = textsOf(input);
  const flags = flagWords(input, first, tokenFile);
  const command = commandOf(input);

  test('is reached by its flag in every command that takes it, over everything else', async () => {
    const around = { [input.variable]: second };
    const same = await shown(command, input, { env: { [input.variable]: first } });
    for (const each of input.commands.filter((one) => commands.includes(one))) {
      const said = await shown(each, input, { flags, env: around, dotenv: around });
      expect([each, said]).toEqual([each, same?.replace('(environment)', '(flag)')]);
    }
  });

  test.each(variablesOf(input))('is reached by %s, over .env', async (variable) => {
    const dotenv = { [variable]: input.key === 'verbose' ? first : second };
    const said = await shown(command, input, { env: { [variable]: first }, dotenv });
    expect(said).toMatch(input.kind === 'secret' ? /^•••••• \(environment\)$/ : /\(environment\)$/);
  });

  test.each(variablesOf(input))(
    'is reached by %s in .env, where the variable is empty',
    async (variable) => {
      const given = { env: { [variable]: ' ' }, dotenv: { [variable]: first } };
      expect(await shown(command, input, given)).toMatch(/\(\.env\)$/);
    },
  );

  test('is described where people look', async () => {
    const { stdout } = await runProgram(['help', 'environment']);
    for (const name of [input.flag, ...variablesOf(input)]) expect(stdout).toContain(name);
    for (const each of input.commands.filter((one) => commands.includes(one))) {
      const help = await runProgram([...each.split(' '), '--help']);
      expect(oneLine(help.stdout), each).toContain(input.flag);
    }
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    expect(example).toMatch(new RegExp(`^(# )?${input.variable}=`, 'm'));
  });
});

/** Commands that look at a system; `sandbox` brings its own. */
const looking = commands.filter((command) =>
  inputsFor(command).some(({ key }) => key === 'region'),
);

describe.each(looking)('authentik-aws %s names all at once', (command) => {
  const words = command.split(' ');
  const judged = inputsFor(command).filter((input) => textsOf(input).wrong !== undefined);

  async function expectEachNamed(labels: readonly string[], flags: string[], env = {}) {
    const { code, stderr } = await runProgram([...words, ...flags], { cwd, env });
    expect(code).toBe(64);
    const told = oneLine(stderr);
    for (const label of labels) expect(told).toContain(`${label}: `);
    expect(told).toContain(`${labels.length} inputs cannot be used`);
  }

  test('the variables that cannot be used', async () => {
    const wrong = judged.map((input) => [input.variable, textsOf(input).wrong ?? ''] as const);
    const possible = wrong.filter(([, text]) => !text.includes(NUL));
    const labels = possible.map(([variable]) => `${variable} (environment)`);
    await expectEachNamed(labels, [], Object.fromEntries(possible));
  });

  test('the flags that cannot be used', async () => {
    const valued = judged.filter(({ kind }) => kind === 'text' || kind === 'list');
    const labels = valued.map(({ flag }) => `--${flagName(flag)}`);
    const given = valued.flatMap((input) => [
      `--${flagName(input.flag)}`,
      textsOf(input).wrong ?? '',
    ]);
    await expectEachNamed(labels, given);
  });
});

/** What a command needs before it can begin, by its flags; AWS credentials come on top. */
const needed = allInputs.filter(({ neededToLook }) => neededToLook);
const neededToGrant = needed
  .filter(({ group }) => group === 'AWS')
  .concat(allInputs.filter(({ key }) => ['toGroup', 'accounts', 'policies'].includes(key)));

/** For `doctor` alone what is missing is a finding like any other. */
const beginning = looking.filter((command) => command !== 'doctor');

test.each(beginning)('authentik-aws %s names all that is missing at once', async (command) => {
  const { code, stderr } = await runProgram(command.split(' '), { cwd });
  expect(code).toBe(64);
  const missing = command === 'grant' ? neededToGrant : needed;
  for (const { flag, variable } of missing) {
    expect(oneLine(stderr)).toContain(`${flag} or ${variable}`);
  }
  expect(oneLine(stderr)).toContain(`${missing.length + 1} inputs are missing`);
});

test('authentik-aws doctor names all that is missing among its findings', async () => {
  const { code, stdout } = await runProgram(['doctor'], { cwd });
  expect(code).toBe(1);
  for (const { flag, variable } of needed) {
    expect(oneLine(stdout)).toContain(`${flag} or ${variable}`);
  }
});
