import { Command, Option } from 'commander';
import type { ExitReason } from './basics/exit-codes.js';
import type { Invocation } from './commands/invocation.js';
import type { OptionSpec } from './settings/flags.js';

/** Runs a command once its flags are known. */
export type Dispatch = (
  action: (invocation: Invocation) => Promise<ExitReason>,
  flags: Readonly<Record<string, unknown>>,
) => Promise<void>;

/** The options of a command, from the table of inputs; none for one that takes no inputs. */
export type FlagsFor = (command: string) => readonly OptionSpec[];

/**
 * The command tree and nothing else: what each command does is loaded when it is called, so that
 * help and version answer at once.
 */
export function createCli(version: string, dispatch: Dispatch, flagsFor: FlagsFor): Command {
  const program = new Command('authentik-aws')
    .description('Sets up single sign-on from authentik to AWS IAM Identity Center.')
    .version(version, '-V, --version')
    .helpOption('-h, --help', 'show what a command takes')
    .showHelpAfterError(false)
    .exitOverride()
    .enablePositionalOptions()
    .addHelpText('after', '\nThe flags of a command: authentik-aws setup --help');
  for (const add of [setup, plan, status, doctor, users, sandbox]) add(program, dispatch);
  help(program, dispatch);
  for (const command of program.commands) giveFlags(command, flagsFor);
  return program;
}

function setup(program: Command, dispatch: Dispatch): void {
  program
    .command('setup', { isDefault: true })
    .description('look at both systems, show one plan, ask once, do it and prove it (default)')
    .action(lazily(dispatch, async () => (await import('./commands/setup.js')).setup));
}

function plan(program: Command, dispatch: Dispatch): void {
  program
    .command('plan')
    .description('show what setup would do, and change nothing')
    .option('--exit-code', 'exit with 2 when there is something to do')
    .action(lazily(dispatch, async () => (await import('./commands/plan.js')).plan));
}

function status(program: Command, dispatch: Dispatch): void {
  program
    .command('status')
    .description('show where the procedure stands, and how each line is known')
    .action(lazily(dispatch, async () => (await import('./commands/status.js')).status));
}

function doctor(program: Command, dispatch: Dispatch): void {
  program
    .command('doctor')
    .description('look at all that a set-up stands on, each with its remedy')
    .action(lazily(dispatch, async () => (await import('./commands/doctor.js')).doctor));
}

function users(program: Command, dispatch: Dispatch): void {
  program
    .command('users')
    .description('show who can sign in, and who cannot and why')
    .option('--all', 'show every problem, not only a screenful')
    .option('--problems', 'only whoever has a problem; exit with 1 when there are any')
    .addOption(new Option('--csv', 'print one line a person, for spreadsheets').conflicts('json'))
    .action(lazily(dispatch, async () => (await import('./commands/users.js')).users));
}

function sandbox(program: Command, dispatch: Dispatch): void {
  program
    .command('sandbox')
    .description('start both systems, pretended, on loopback: for rehearsal and tests')
    .addOption(new Option('--only <half>', 'start one half alone').choices(['authentik', 'aws']))
    .option('--authentik-port <port>', 'port of authentik; 0 is any', '0')
    .option('--aws-port <port>', 'port of AWS; 0 is any', '0')
    .action(lazily(dispatch, async () => (await import('./commands/sandbox.js')).sandbox))
    .command('sign-in')
    .description('walk one sign-in through authentik to the pretended AWS')
    .requiredOption('--user <name>', 'user name or e-mail address in authentik')
    .requiredOption('--password-file <file>', 'file with the password; - is standard input')
    .action(
      lazily(dispatch, async () => (await import('./commands/sandbox-sign-in.js')).sandboxSignIn),
    );
}

function help(program: Command, dispatch: Dispatch): void {
  program
    .helpCommand(false)
    .command('help [topic]')
    .description('explain a command, or one of: steps, environment, exit-codes')
    .action((topic: string | undefined) => {
      const command = program.commands.find((one) => one.name() === topic);
      if (topic === undefined || command) return (command ?? program).help();
      return dispatch(async (invocation) => {
        const { helpTopic } = await import('./commands/help-topic.js');
        return helpTopic(topic, invocation);
      }, {});
    });
}

/** Adds the options that the table of inputs has for a command and those below it. */
function giveFlags(command: Command, flagsFor: FlagsFor, above = ''): void {
  const name = `${above}${command.name()}`;
  for (const spec of flagsFor(name)) command.addOption(optionOf(spec));
  for (const child of command.commands) giveFlags(child, flagsFor, `${name} `);
}

function optionOf({ flags, description, repeatable, hidden, group }: OptionSpec): Option {
  const option = new Option(flags, description).hideHelp(hidden).helpGroup(`${group}:`);
  if (!repeatable) return option;
  return option.argParser((value: string, before: string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}

/** commander's `false` of a `--no-…` option that was not given is left out: it is a default. */
function lazily(
  dispatch: Dispatch,
  load: () => Promise<(invocation: Invocation) => Promise<ExitReason>>,
) {
  return (_options: unknown, command: Command) => {
    const all = command.optsWithGlobals();
    const given = Object.keys(all).filter(
      (key) => command.getOptionValueSourceWithGlobals(key) === 'cli',
    );
    const flags = Object.fromEntries(given.map((key) => [key, all[key]]));
    return dispatch(async (invocation) => (await load())(invocation), flags);
  };
}
